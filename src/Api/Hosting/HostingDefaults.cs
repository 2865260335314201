using System.Security.Authentication;
using GroundTransport.Application.Callers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace GroundTransport.Api.Hosting;

/// <summary>Kestrel's limits. Concur's messages have stricter ones of their own, and their own error replies.</summary>
public static class KestrelLimits
{
    /// <summary>A line of HTTP/1.1 ends in CR LF: where two servers disagree about it, a request can be smuggled past the first.</summary>
    private const string RefuseLineFeedsAlone = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    /// <summary>In bytes.</summary>
    public const long LongestBody = 1024 * 1024;

    public static void Apply(KestrelServerOptions kestrel)
    {
        AppContext.SetSwitch(RefuseLineFeedsAlone, true);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LongestBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        // Longer than the minute for which balancers keep an idle connection.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        kestrel.Limits.MaxConcurrentConnections = 4000;
        kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13);
    }
}

/// <summary>
/// Logging to the console: one JSON object per line, with the call's correlation id. A developer's terminal shows lines of text.
/// </summary>
public static class GatewayLogging
{
    private const string HostingDiagnostics = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private static readonly string[] CategoriesThatLogUrls = [HostingDiagnostics, "Microsoft.AspNetCore.Server.Kestrel.BadRequests"];

    /// <param name="traced">Whether spans are exported. If not, no call has one: the log alone would make the host create them.</param>
    public static void AddGatewayLogging(this ILoggingBuilder logging, bool development = false, bool traced = false)
    {
        logging.ClearProviders();
        if (development && !System.Console.IsOutputRedirected)
        {
            logging.AddSimpleConsole(lines =>
            {
                lines.SingleLine = true;
                lines.TimestampFormat = "HH:mm:ss ";
            });
        }
        else
        {
            logging.AddJsonConsole(json =>
            {
                json.IncludeScopes = true;
                json.UseUtcTimestamp = true;
                json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // These categories log whole URLs, and the App Center's URL contains a token. They stay silent whatever the
        // configuration contains: a rule for one provider overrides the general one, so both are set.
        foreach (var category in CategoriesThatLogUrls)
        {
            var level = category == HostingDiagnostics && !traced ? LogLevel.None : LogLevel.Warning;
            logging.AddFilter(category, level);
            logging.AddFilter<ConsoleLoggerProvider>(category, level);
        }
        // The start reports its failures in a sentence; a background service that fails is critical.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // The use case logs a failed statement, with its correlation id and without parameters.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        // Whoever sends a form without a valid token is answered; the log would be theirs to fill.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
        logging.AddFilter("Quartz", LogLevel.Warning);
    }
}

/// <summary>One policy per role; a higher role includes the lower.</summary>
public static class RolePolicies
{
    public static void AddRolePolicies(this AuthorizationBuilder authorization)
    {
        foreach (var role in Enum.GetNames<Role>())
            authorization.AddPolicy(role, policy => policy.RequireAuthenticatedUser().RequireRole(role));
    }
}
