-- Arguments: Authorization, Content-Type, a file with the body, and where each call asks for another one a file with what
-- takes the place of @ITEM@, a line each.
local items, before, after, number = {}, nil, nil, 0

function init(args)
  local body = io.open(args[3], "rb"):read("*a")
  wrk.method = "POST"
  wrk.headers["Content-Type"] = args[2]
  wrk.headers["Authorization"] = args[1]
  if args[4] then
    for line in io.lines(args[4]) do items[#items + 1] = line end
    local from, to = body:find("@ITEM@", 1, true)
    before, after = body:sub(1, from - 1), body:sub(to + 1)
  else
    wrk.body = body
    whole = wrk.format()
  end
end

function request()
  if whole then return whole end
  number = number % #items + 1
  return wrk.format(nil, nil, nil, before .. items[number] .. after)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("requests=%d microseconds=%d p50=%d p99=%d errors=%d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
