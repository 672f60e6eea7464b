"""What makes a process of the application, keeps it, and tells of it.

registry     puts together what answers: store, planner, read model, weights
application  the ASGI application over a registry: routes, middleware, what runs beside
authentication, rates   what tells who asks, and how often one may; shared_counters is what workers count in
warming      what is done at the start, before a question wants it
workers      several processes on one socket; fork_server starts them
keeper       an embedded store that has died is started again
metrics      figures for Prometheus
traces       spans for OpenTelemetry
"""
