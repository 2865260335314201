using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GroundTransport.Infrastructure.Persistence;

/// <summary>The certificates that encrypt the key ring.</summary>
/// <param name="Certificates">The first one encrypts new keys, all decrypt. Without any the keys are stored unencrypted.</param>
public sealed record KeyRingSettings(IReadOnlyList<X509Certificate2> Certificates);

/// <summary>
/// The data protection key ring, stored in the gateway's database so that every node uses the same one. The framework's
/// interface requires <see cref="XElement"/>: this is the only place where it is allowed, and it parses only its own output.
/// </summary>
internal sealed class KeyRing(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var rows = scope.ServiceProvider.GetRequiredService<GatewayDbContext>().KeyRing.Select(row => row.Xml).ToList();
        return [.. rows.Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDbContext>();
#pragma warning disable RS0030 // The framework created the element: no input from outside reaches this line.
        db.KeyRing.Add(new KeyRingRow(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
#pragma warning restore RS0030
        db.SaveChanges();
    }
}

/// <summary>Encrypts elements of the key ring that were stored before there was a certificate.</summary>
internal static class KeyRingProtection
{
#pragma warning disable RS0030 // The framework created the elements: no input from outside reaches this class.
    private static readonly XNamespace DataProtection = "http://schemas.asp.net/2015/03/dataProtection";

    /// <summary>The element with its secrets encrypted, in the framework's own form; null if it contains none in plain text.</summary>
    public static string? Protect(string stored, X509Certificate2 certificate, ILoggerFactory loggers)
    {
        var element = XElement.Parse(stored);
        var plain = element.DescendantsAndSelf().Where(IsPlain).ToList();
        foreach (var secret in plain)
        {
            var encrypted = new CertificateXmlEncryptor(certificate, loggers).Encrypt(secret);
            secret.ReplaceWith(new XElement(
                DataProtection + "encryptedSecret",
                new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!),
                encrypted.EncryptedElement));
        }
        return plain.Count == 0 ? null : element.ToString(SaveOptions.DisableFormatting);
    }

    private static bool IsPlain(XElement element) => (bool?)element.Attribute(DataProtection + "requiresEncryption") == true;
#pragma warning restore RS0030
}

/// <summary>Registers the key ring.</summary>
internal static class KeyRingServices
{
    public static IServiceCollection AddKeyRing(this IServiceCollection services, KeyRingSettings settings)
    {
        services.AddSingleton(settings);
        var protection = services.AddDataProtection().SetApplicationName("GroundTransport");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new KeyRing(provider.GetRequiredService<IServiceScopeFactory>())));
        if (settings.Certificates.Count > 0)
            protection.ProtectKeysWithCertificate(settings.Certificates[0]).UnprotectKeysWithAnyCertificate([.. settings.Certificates]);
        return services;
    }
}
