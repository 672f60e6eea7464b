"""Distances on the sphere, in Python: the stores differ in theirs by 0.1 %."""

from math import asin, cos, radians, sin, sqrt

import numpy as np

from matching.model.sparse import Vector

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance by the haversine formula."""
    p, q = radians(latitude), radians(other_latitude)
    half = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def distances_km(latitude: float, longitude: float, latitudes: Vector, longitudes: Vector) -> Vector:
    """The same, from one place to many; unknown places (nan) stay unknown."""
    p, q = np.radians(latitude), np.radians(latitudes)
    half = np.sin((q - p) / 2) ** 2 + np.cos(p) * np.cos(q) * np.sin(np.radians(longitudes - longitude) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half))))
