-- Sends the bodies of a file in turn, from a place of its own for each connection's thread; counts what is no answer.
local bodies = {}
for line in io.lines(os.getenv("BODIES")) do bodies[#bodies + 1] = line end
local headers = { ["content-type"] = "application/json" }
local at, failed = 0, 0

request = function()
  at = at % #bodies + 1
  return wrk.format("POST", nil, headers, bodies[at])
end

response = function(status, _, body)
  if status ~= 200 or body:find('"errors"', 1, true) then
    failed = failed + 1
    wrk.thread:set("failed", failed)
  end
end

local threads = {}
setup = function(thread) threads[#threads + 1] = thread end

done = function(summary, latency)
  local all = 0
  for _, thread in ipairs(threads) do all = all + (thread:get("failed") or 0) end
  local socket = summary.errors
  io.write(string.format("RESULT %d %d %.0f %.0f %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), all + socket.connect + socket.read + socket.write + socket.timeout))
end
