"""Who asks."""

from enum import Enum

from resolvers.viewer import viewer_field
from schema.core.declare import analysis, answer, references, stored
from schema.core.enumerations import enumeration
from schema.core.scalars import DateTime


@enumeration
class ViewerRole(Enum):
    """What who asks is to the registry."""

    PUBLIC = "Anybody: sees what is published."
    PARTNER = "Of an institution: sees what members of the network see, and all that is its own."
    OFFICER = "Of an office: sees what members of the network see, and all that is its own."
    ADMIN = "Who runs the registry: sees everything."


@enumeration
class ViewerScope(Enum):
    """What a key or token may be used for."""

    READ = "Ask questions."
    WRITE_CONTACTS = "Open contacts, and keep them."


@answer
class ViewerInfo:
    """Who asks, and what they may do."""

    role: ViewerRole = stored("What who asks is to the registry.")
    name: str | None = stored("The name of the key, or of the person; none for nobody in particular.")
    institutions = references("University", "The institutions they belong to.")
    offices = references("Office", "The offices they belong to.")
    scopes: list[ViewerScope] = stored("What they may do, within their role.")
    expires_at: DateTime | None = stored("When the key or token ends; none where it does not.")


analysis("viewer", "ViewerInfo", "Who asks: by the key or token in the `Authorization` header.", (), viewer_field)
