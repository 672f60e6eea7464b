"""GraphQL over HTTP, and the pages. What a request passes through, in order:

listening, connection, waiting   the socket, HTTP/1.1, and how many may wait
proxies                          whose `X-Forwarded-For` counts
requests, cors, failures         request id and log line; other origins; errors that nobody else has caught
authentication, rates            who asks, and how often one may
graphql                          the endpoint: body → operation → reply, cancelled where the client goes away (watched)
body, negotiation, fields        what is sent and what is accepted
persisted, trusted               documents that clients name by their hash
reply, encoding, conditional     bytes, gzip and brotli, ETag
pages, queries                   the pages for people, and the examples on them
"""
