using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Application;
using GroundTransport.Application.Administration.Pricing;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Api.Console.Settings;

/// <summary>What prices a vendor's rides, and the form that changes it.</summary>
public sealed partial class VendorPricingPage : ConsolePage<VendorPricingModel>
{
    private Vendor Vendor => Model.Pricing.Vendor;

    private PricingService? Service => Vendor.Pricing;

    private FormState Form => Model.Form;

    private Notice? Notice => Form.Refusal is null ? null : new Notice(NoticeKind.Wrong, Form.Text);

    private string Mode => Value("mode", EnumWords.Of(Service is null ? PricingMode.Plan : PricingMode.Service));

    private string Once { get; } = Guid.NewGuid().ToString("N");

    private string Value(string field, string? stored) => Form.Value(VendorPricingEndpoints.PricingForm, field, stored);

    private string Error(string path) => Form.Error(VendorPricingEndpoints.PricingForm, path);
}

/// <summary>What the page shows.</summary>
/// <param name="NewSecret">The secret that was just generated; null: none was.</param>
public sealed record VendorPricingModel(VendorPricing Pricing, FormState Form, string? NewSecret)
{
    // A record's default prints every property, including secrets.
    public override string ToString() => "Pricing page";
}
