using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>What encrypts the key ring.</summary>
/// <param name="Certificates">The first encrypts new keys, all decrypt; none: the keys lie open in the database.</param>
public sealed record KeyRingSettings(IReadOnlyList<X509Certificate2> Certificates);

/// <summary>
/// The data protection key ring, in the gateway's own database so that every node reads the same one. The framework's
/// interface hands out <see cref="XElement"/>: the one place where that is allowed, and it reads only what it wrote.
/// </summary>
internal sealed class KeyRing(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<GatewayDbContext>().KeyRing.Select(row => row.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
#pragma warning disable RS0030 // The element is our own framework's: nothing from outside gets here.
        db.KeyRing.Add(new KeyRingRow(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
#pragma warning restore RS0030
        db.SaveChanges();
    }
}

/// <summary>Registers the key ring.</summary>
internal static class KeyRingServices
{
    public static void AddKeyRing(this IServiceCollection services, KeyRingSettings settings)
    {
        services.AddSingleton(settings);
        var protection = services.AddDataProtection().SetApplicationName("GroundTransport");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new KeyRing(provider.GetRequiredService<IServiceScopeFactory>())));
        if (settings.Certificates.Count > 0)
            protection.ProtectKeysWithCertificate(settings.Certificates[0]).UnprotectKeysWithAnyCertificate([.. settings.Certificates]);
    }
}
