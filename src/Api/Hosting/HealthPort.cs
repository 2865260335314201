using System.Globalization;

namespace GroundTransport.Api.Hosting;

/// <summary>
/// A port of its own for the health endpoints, with connections of its own: whoever exhausts those of the other ports can't make a node
/// look dead.
/// </summary>
public static class HealthPort
{
    private const string Prefix = "/health";

    /// <summary>Adds the port to those that the host listens on.</summary>
    public static void AddHealthPort(this ConfigurationManager configuration, int? port)
    {
        if (port is not { } own)
            return;
        var url = string.Create(CultureInfo.InvariantCulture, $"http://*:{own}");
        // Where endpoints are configured one by one, Kestrel ignores the list of URLs.
        if (configuration.GetSection("Kestrel:Endpoints").Exists())
            configuration["Kestrel:Endpoints:Health:Url"] = url;
        else
            configuration[WebHostDefaults.ServerUrlsKey] = string.Join(';', Urls(configuration).Append(url));
    }

    /// <summary>Serves nothing but health on that port.</summary>
    public static void UseHealthPort(this WebApplication app, int? port)
    {
        if (port is not { } own)
            return;
        app.Use((context, next) =>
        {
            if (context.Connection.LocalPort != own || context.Request.Path.StartsWithSegments(Prefix))
                return next(context);
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
    }

    private static List<string> Urls(ConfigurationManager configuration)
    {
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
            return [urls];
        var ports = Ports("http", configuration[WebHostDefaults.HttpPortsKey])
            .Concat(Ports("https", configuration[WebHostDefaults.HttpsPortsKey])).ToList();
        return ports.Count > 0 ? ports : ["http://localhost:5000"];
    }

    private static IEnumerable<string> Ports(string scheme, string? ports) =>
        (ports ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(port => $"{scheme}://*:{port}");
}
