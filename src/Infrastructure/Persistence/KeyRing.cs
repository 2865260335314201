using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Infrastructure.Persistence;

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
