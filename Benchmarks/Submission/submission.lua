-- For wrk: posts the plan's reports one after the other, each once, whichever connection is free.
-- Arguments: the plan (clinics with cookie and form token, days with their figures), the number of the first report.

local plan, number

function init(args)
    plan = dofile(args[1])
    number = tonumber(args[2])
end

function request()
    local clinic = plan.clinics[number % #plan.clinics + 1]
    local day = plan.days[math.floor(number / #plan.clinics) % #plan.days + 1]
    number = number + 1
    return wrk.format("POST", "/reports/clinic-daily/" .. day.day, {
        ["Content-Type"] = "application/x-www-form-urlencoded",
        ["Cookie"] = "gmis-session=" .. clinic.session,
    }, "csrf=" .. clinic.csrf .. "&revision=0" .. day.figures)
end

function done(summary, latency)
    local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    io.write(string.format("answers %d refused %d failed %d microseconds %d p50 %d p99 %d\n",
        summary.requests, summary.errors.status, failed, summary.duration,
        latency:percentile(50), latency:percentile(99)))
end
