using GroundTransport.Application.Callers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace GroundTransport.Api.Hosting;

/// <summary>Limits at the edge; what a message may be is narrower still and told by its own reply.</summary>
public static class Limits
{
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxConcurrentConnections = 1000;
        kestrel.ConfigureHttpsDefaults(https => https.SslProtocols = System.Security.Authentication.SslProtocols.Tls12 | System.Security.Authentication.SslProtocols.Tls13);
    }
}

/// <summary>How the gateway logs: one JSON object a line, each with the call's correlation id.</summary>
public static class GatewayLogging
{
    private static readonly string[] AddressLogs = ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Server.Kestrel.BadRequests"];

    public static void AddGatewayLogging(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // Their lines print whole addresses, and the App Center's holds a token: silent whatever the configuration says, which
        // a rule for one provider would win against any other.
        foreach (var addresses in AddressLogs)
        {
            logging.AddFilter(addresses, LogLevel.Warning);
            logging.AddFilter<ConsoleLoggerProvider>(addresses, LogLevel.Warning);
        }
        // A failed statement is told by the use case that failed, with its correlation id, and without parameters.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
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
