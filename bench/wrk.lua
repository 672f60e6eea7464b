-- Posts the bodies of $BODIES (one a line) in turn, and prints one line of JSON at the end.
local bodies, next_body = {}, 0
for line in io.lines(os.getenv("BODIES")) do bodies[#bodies + 1] = line end
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.headers["accept"] = "application/json"

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

function init()
  failed, sample = 0, ""
end

function request()
  next_body = next_body + 1
  return wrk.format(nil, nil, nil, bodies[next_body % #bodies + 1])
end

function response(status, _, body)
  if status ~= 200 or body:find('"errors"', 1, true) then
    failed = failed + 1
    if sample == "" then sample = status .. " " .. body:sub(1, 200) end
  end
end

function done(summary, latency)
  local wrong, told = 0, ""
  for _, thread in ipairs(threads) do
    wrong = wrong + thread:get("failed")
    if told == "" then told = thread:get("sample") end
  end
  local errors = summary.errors
  wrong = wrong + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format('{"requests": %d, "seconds": %.6f, "p50": %.4f, "p99": %.4f, "bytes": %d, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.bytes, wrong))
  if told ~= "" then io.stderr:write("first bad answer: " .. told .. "\n") end
end
