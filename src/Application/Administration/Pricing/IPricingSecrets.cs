using GroundTransport.Application.Signing;

namespace GroundTransport.Application.Administration.Pricing;

/// <summary>The secrets that sign what is sent to the vendors' pricing services, encrypted in the database.</summary>
public interface IPricingSecrets
{
    /// <summary>Null: the vendor has no pricing service.</summary>
    Task<SigningSecrets?> Find(string vendorCode, CancellationToken ct);

    void Add(string vendorCode, SigningSecrets secrets);

    void Replace(string vendorCode, SigningSecrets secrets);

    Task Remove(string vendorCode, CancellationToken ct);
}
