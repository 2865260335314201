using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using FluentValidation;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Whether rides become receipts in Concur Expense, and who issues them.</summary>
/// <param name="Enabled">Whether receipts are sent.</param>
/// <param name="LegalName">The vendor's name for the tax authority; required if receipts are enabled.</param>
/// <param name="TaxId">The vendor's number at the tax authority; required for tax invoices.</param>
/// <param name="Phone">The phone number on the receipt.</param>
/// <param name="WebAddress">The web address on the receipt: http or https.</param>
/// <param name="TaxInvoice">Whether the receipts are tax invoices; false by default.</param>
/// <param name="SendAfterMinutes">How many minutes after the end of a ride its receipt is sent; 0 by default.</param>
/// <param name="Address">The vendor's address on the receipt; required if receipts are enabled.</param>
public sealed record ReceiptsInput(
    [property: Required] bool? Enabled, string? LegalName, string? TaxId, string? Phone, string? WebAddress, bool? TaxInvoice,
    int? SendAfterMinutes, SellerAddressInput? Address)
{
    internal ReceiptSettings ToSettings() => new()
    {
        Enabled = Enabled!.Value,
        LegalName = LegalName?.Trim() ?? "",
        TaxId = TaxId?.Trim() ?? "",
        Phone = Phone?.Trim() ?? "",
        WebAddress = WebAddress?.Trim() ?? "",
        TaxInvoice = TaxInvoice ?? false,
        SendAfterMinutes = SendAfterMinutes ?? 0,
        Address = Address?.ToAddress() ?? new SellerAddress(),
    };
}

/// <summary>Where the vendor has its seat.</summary>
/// <param name="Street">The street with its number; required if receipts are enabled.</param>
/// <param name="City">The city; required if receipts are enabled.</param>
/// <param name="State">The state or region by its code of 1 to 3 letters or digits (ISO 3166-2).</param>
/// <param name="Country">The country: ISO 3166-1 alpha-2; required if receipts are enabled.</param>
/// <param name="PostalCode">The postal code.</param>
public sealed record SellerAddressInput(string? Street, string? City, string? State, string? Country, string? PostalCode)
{
    internal SellerAddress ToAddress() => new(
        Street?.Trim() ?? "", City?.Trim() ?? "", State?.Trim().ToUpperInvariant() ?? "", Country?.Trim().ToUpperInvariant() ?? "",
        PostalCode?.Trim() ?? "");
}

/// <summary>Whoever sends receipts must say who issues them.</summary>
public sealed class ReceiptsInputValidator : AbstractValidator<ReceiptsInput>
{
    private const int MaxLength = 100;
    private const string RequiredForReceipts = "Required for receipts.";

    public ReceiptsInputValidator()
    {
        RuleFor(receipts => receipts.Enabled).NotNull().OverridePropertyName("enabled").WithMessage("Either true or false.");
        CheckText(receipts => receipts.LegalName, "legalName").Must(IsGivenIfSent).WithMessage(RequiredForReceipts);
        CheckText(receipts => receipts.TaxId, "taxId").Must((receipts, id) => receipts.TaxInvoice != true || IsGiven(id))
            .WithMessage("Required for tax invoices.");
        CheckText(receipts => receipts.Phone, "phone");
        RuleFor(receipts => receipts.WebAddress).Must(address => !IsGiven(address) || (IsText(address) && IsWebAddress(address!)))
            .OverridePropertyName("webAddress").WithMessage("A web address such as https://www.example.com, at most 100 characters.");
        RuleFor(receipts => receipts.SendAfterMinutes).InclusiveBetween(0, 10_080)
            .OverridePropertyName("sendAfterMinutes").WithMessage("Minutes from 0 to 10080.");
        RuleFor(receipts => receipts.Address).NotNull().When(Sends)
            .OverridePropertyName("address").WithMessage("Required for receipts: street, city and country.");
        When(receipts => receipts.Address is not null, CheckAddress);
    }

    private void CheckAddress()
    {
        CheckText(receipts => receipts.Address!.Street, "address.street").Must(IsGivenIfSent).WithMessage(RequiredForReceipts);
        CheckText(receipts => receipts.Address!.City, "address.city").Must(IsGivenIfSent).WithMessage(RequiredForReceipts);
        RuleFor(receipts => receipts.Address!.State)
            .Must(state => state is null || (state.Trim().Length <= 3 && state.Trim().All(char.IsAsciiLetterOrDigit)))
            .OverridePropertyName("address.state")
            .WithMessage("1 to 3 letters or digits, such as \"VA\"; empty if the country has no regions.");
        RuleFor(receipts => receipts.Address!.Country)
            .Must((receipts, country) => IsGiven(country) ? Countries.Contains(country!.Trim()) : !Sends(receipts))
            .OverridePropertyName("address.country").WithMessage("Required for receipts: a country's two-letter code, such as \"US\".");
        CheckText(receipts => receipts.Address!.PostalCode, "address.postalCode");
    }

    private IRuleBuilderOptions<ReceiptsInput, string?> CheckText(Expression<Func<ReceiptsInput, string?>> text, string field) =>
        RuleFor(text).Cascade(CascadeMode.Stop)
            .Must(IsText).WithMessage("At most 100 characters, without control characters.").OverridePropertyName(field);

    private static bool IsText(string? text) => text is null || (text.Length <= MaxLength && PlainText.Is(text));

    private static bool IsGiven(string? text) => !string.IsNullOrWhiteSpace(text);

    private static bool IsGivenIfSent(ReceiptsInput receipts, string? text) => !Sends(receipts) || IsGiven(text);

    private static bool Sends(ReceiptsInput receipts) => receipts.Enabled == true;

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0;
}
