using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.Demo;

/// <summary>
/// The vendor, direct connect and API key of the Development environment, so that the README's commands work as printed. They
/// exist in no other environment.
/// </summary>
public static class DemoData
{
    public const string UserName = "concur-demo";
    public const string Password = "concur-demo-password";
    public const string Token = "concur-demo-token";
    public const string AdminKey = "demo-admin-key";

    /// <summary>The secrets that the documentation prints.</summary>
    public static IReadOnlyList<string> PublishedSecrets { get; } = [Password, Token, AdminKey];

    public static Vendor Vendor { get; } = new()
    {
        Code = "LML",
        Name = "LimoVendor",
        Phone = "4354654654",
        Currency = "USD",
        TimeZone = "America/New_York",
        PlanVersion = 1,
    };

    public static DirectConnect DirectConnect { get; } = new()
    {
        Id = "demo",
        Name = "demo",
        UserName = UserName,
        PasswordHash = Secrets.Hash(Password),
        TokenHash = Secrets.Hash(Token),
        VendorCodes = [Vendor.Code],
    };

    public static ApiKey ApiKey { get; } = new("demo", "demo-admin", Secrets.Hash(AdminKey), Role.Admin, null);

    /// <summary>The demo vendor's rate plan, as a vendor would upload it.</summary>
    public static string RatePlan()
    {
        using var stream = typeof(DemoData).Assembly.GetManifestResourceStream("demo-rate-plan.json")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
