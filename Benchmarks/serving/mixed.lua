-- A mix of pages, API calls and searches, at random but the same in every run.
math.randomseed(1)
local departments = tonumber(os.getenv("DEPARTMENTS") or "100")
local kinds = {
  page = function(d, y) return "/departments/sample-" .. d .. "/" .. y .. "/budget" end,
  department = function(d, y) return "/departments/sample-" .. d end,
  figures = function(d, y) return "/api/v1/figures?department=sample-" .. d .. "&year=" .. y .. "&limit=100" end,
  code = function(d, y) return "/api/v1/figures?function=201*&year=" .. y .. "&limit=50" end,
  disclosures = function(d, y) return "/api/v1/disclosures?department=sample-" .. d end,
  search = function(d, y)
    local words = { "%E6%9C%BA%E5%85%B3%E8%BF%90%E8%A1%8C", "%E5%85%AC%E5%8A%A1%E7%94%A8%E8%BD%A6", "%E7%BB%A9%E6%95%88", "%E8%BD%A6", "2010301", "%E5%9F%B9%E8%AE%AD" }
    return "/search?q=" .. words[math.random(#words)]
  end,
}
local mixes = {
  mixed = { "page", "department", "figures", "code", "disclosures", "figures", "page", "department" },
  search = { "search" }, page = { "page" }, department = { "department" }, figures = { "figures" }, code = { "code" },
}
local mix = mixes[os.getenv("MIX") or "mixed"]
request = function()
  local kind = mix[math.random(#mix)]
  return wrk.format("GET", kinds[kind](math.random(departments), 2016 + math.random(0, 9)))
end
done = function(summary, latency, requests)
  io.write(string.format("requests %d, errors %d, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms, %.0f/s\n", summary.requests,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout + summary.errors.write,
    latency:percentile(50) / 1000, latency:percentile(90) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    summary.requests / (summary.duration / 1e6)))
end
