using GroundTransport.Application.Administration.Pricing;
using GroundTransport.Application.Signing;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Infrastructure.Persistence.Stores;

/// <inheritdoc cref="IPricingSecrets"/>
internal sealed class PricingSecretStore(GatewayDbContext db, ProtectedSecrets protection) : IPricingSecrets
{
    private const string Purpose = "Pricing services";

    public async Task<SigningSecrets?> Find(string vendorCode, CancellationToken ct) =>
        await db.PricingSecrets.AsNoTracking().FirstOrDefaultAsync(row => row.VendorCode == vendorCode, ct) is { } row
            ? Decrypt(protection, row)
            : null;

    public void Add(string vendorCode, SigningSecrets secrets) => db.PricingSecrets.Add(Encrypt(vendorCode, secrets));

    public void Replace(string vendorCode, SigningSecrets secrets) => db.PricingSecrets.Update(Encrypt(vendorCode, secrets));

    public Task Remove(string vendorCode, CancellationToken ct) =>
        db.PricingSecrets.Where(row => row.VendorCode == vendorCode).ExecuteDeleteAsync(ct);

    internal static SigningSecrets Decrypt(ProtectedSecrets protection, PricingSecretRow row) =>
        protection.Decrypt(Purpose, row.VendorCode, row.Secret, row.PreviousSecret, row.PreviousUntil);

    private PricingSecretRow Encrypt(string vendorCode, SigningSecrets secrets) => new(vendorCode)
    {
        Secret = protection.Encrypt(Purpose, vendorCode, secrets.Current),
        PreviousSecret = protection.Encrypt(Purpose, vendorCode, secrets.Previous),
        PreviousUntil = secrets.PreviousUntil,
    };
}
