using System.Collections.Concurrent;
using GroundTransport.Application;
using GroundTransport.Application.PricingServices;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Infrastructure.PricingServices;

/// <summary>
/// Logs the failures of pricing services, each kind of each vendor at most once a minute: a search must not cost a log line.
/// </summary>
internal sealed class PricingLog(TimeProvider clock, ILogger<PricingLog> log)
{
    private readonly ConcurrentDictionary<(string Vendor, PricingResult Result), LogThrottle> failures = new();

    public void Failed(string vendorCode, PricingAnswer answer)
    {
        if (answer.Result != PricingResult.Abandoned
            && failures.GetOrAdd((vendorCode, answer.Result), _ => new LogThrottle()).Count(clock.GetUtcNow()) is { } times)
        {
            log.LogWarning(
                "Pricing service of vendor {Vendor} failed: {Result}, {Why}; {Times} more since last logged",
                vendorCode, answer.Result, answer.Why, times);
        }
    }
}
