-- For wrk: signs in with the IDs of a list, one after the other, again and again.
-- Arguments: the list (IDs; cookie and form token of a visit), the password.

local plan, number, password

function init(args)
    plan = dofile(args[1])
    password = args[2]
    number = 0
end

function request()
    local id = plan.ids[number % #plan.ids + 1]
    number = number + 1
    return wrk.format("POST", "/session", {
        ["Content-Type"] = "application/x-www-form-urlencoded",
        ["Cookie"] = "gmis-visit=" .. plan.visit,
    }, "csrf=" .. plan.csrf .. "&loginId=" .. id .. "&password=" .. password)
end

function done(summary, latency)
    local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    io.write(string.format("answers %d refused %d failed %d microseconds %d p50 %d p99 %d\n",
        summary.requests, summary.errors.status, failed, summary.duration,
        latency:percentile(50), latency:percentile(99)))
end
