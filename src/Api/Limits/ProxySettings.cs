using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace GroundTransport.Api.Limits;

/// <summary>The supplier's own proxies, which say in <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> whose call they forward.</summary>
public sealed record ProxySettings(IReadOnlyList<IPNetwork> Networks)
{
    /// <summary>Whether the address is a proxy's.</summary>
    public bool Contains(IPAddress? address) =>
        Networks.Count > 0 && CallerNetwork.AddressOf(address) is var known && Networks.Any(network => network.Contains(known));

    /// <summary>Reads a network such as <c>10.0.0.0/8</c>, or one address; null: it is neither, or it is everybody.</summary>
    public static IPNetwork? Parse(string text)
    {
        var written = text.Contains('/', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var single)
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{single}/{single.GetAddressBytes().Length * 8}");
        return IPNetwork.TryParse(written, out var network) && network.PrefixLength > 0 ? network : null;
    }
}

/// <summary>Replaces a call's address and scheme by those that a known proxy forwards.</summary>
public static class ProxyServices
{
    public static void AddProxies(this IServiceCollection services, ProxySettings proxies)
    {
        services.AddSingleton(proxies);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // From the last one back to the first that isn't a known proxy: what is before it may be invented.
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in proxies.Networks)
                options.KnownIPNetworks.Add(network);
        });
    }

    /// <summary>Must come first: everything else uses the address.</summary>
    public static void UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ProxySettings>().Networks.Count > 0)
            app.UseForwardedHeaders();
    }
}
