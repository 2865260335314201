using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using FluentValidation;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>A vendor as the supplier writes it.</summary>
/// <param name="Code">1 to 8 of A-Z and 0-9.</param>
/// <param name="Name">The name that travellers see.</param>
/// <param name="Phone">The phone number that travellers see.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="TimeZone">The IANA name.</param>
/// <param name="Decisions">Who decides requests, and by when; without it they are decided by hand.</param>
/// <param name="CloseAfterHours">How many hours after its end a ride is closed as completed; null: never automatically.</param>
/// <param name="Receipts">Whether and how rides become receipts in Concur Expense; without it they don't.</param>
public sealed record VendorInput(
    [property: Required] string? Code, [property: Required] string? Name, [property: Required] string? Phone,
    [property: Required] string? Currency, [property: Required] string? TimeZone, DecisionsInput? Decisions, int? CloseAfterHours,
    ReceiptsInput? Receipts = null)
{
    internal Vendor ToVendor() => new()
    {
        Code = Code!,
        Name = Name!.Trim(),
        Phone = Phone!.Trim(),
        Currency = Currency!,
        TimeZone = TimeZone!,
        Decisions = Decisions?.ToDecisions() ?? new DecisionRules(),
        CloseAfterHours = CloseAfterHours,
        Receipts = Receipts?.ToSettings() ?? new ReceiptSettings(),
    };
}

/// <summary>Who decides requests, and by when.</summary>
/// <param name="Bookings">How bookings are decided; manual by default.</param>
/// <param name="Changes">How changes are decided; manual by default.</param>
/// <param name="Cancellations">How cancellations are decided; manual by default.</param>
/// <param name="DecideWithinMinutes">How long a request waits for a decision; null: until the pickup.</param>
/// <param name="OnTimeout">What happens to a request that nobody decides in time; required with decideWithinMinutes.</param>
public sealed record DecisionsInput(
    DecisionMode? Bookings, DecisionMode? Changes, DecisionMode? Cancellations, int? DecideWithinMinutes, OnTimeoutInput? OnTimeout)
{
    internal DecisionRules ToDecisions() => new()
    {
        Bookings = Bookings ?? DecisionMode.Manual,
        Changes = Changes ?? DecisionMode.Manual,
        Cancellations = Cancellations ?? DecisionMode.Manual,
        DecideWithinMinutes = DecideWithinMinutes,
        OnTimeout = OnTimeout is null
            ? null
            : new TimeoutChoices(OnTimeout.Bookings!.Value, OnTimeout.Changes!.Value, OnTimeout.Cancellations!.Value),
    };
}

/// <summary>What happens to each kind of request that nobody decides in time.</summary>
/// <param name="Bookings">What happens to a booking.</param>
/// <param name="Changes">What happens to a change.</param>
/// <param name="Cancellations">What happens to a cancellation.</param>
public sealed record OnTimeoutInput(
    [property: Required] TimeoutChoice? Bookings, [property: Required] TimeoutChoice? Changes,
    [property: Required] TimeoutChoice? Cancellations);

/// <summary>Validates a vendor. Its name and phone number are part of each reply to Concur.</summary>
public sealed partial class VendorInputValidator : AbstractValidator<VendorInput>
{
    public VendorInputValidator()
    {
        RuleFor(vendor => vendor.Code).Must(code => code is not null && VendorCode().IsMatch(code))
            .OverridePropertyName("code").WithMessage("1 to 8 of A-Z and 0-9.");
        RuleFor(vendor => vendor.Name).Must(name => IsLine(name, 100))
            .OverridePropertyName("name").WithMessage("A name of 1 to 100 characters.");
        RuleFor(vendor => vendor.Phone).Must(phone => IsLine(phone, 30) && phone!.Count(char.IsAsciiDigit) >= 5)
            .OverridePropertyName("phone").WithMessage("A phone number with at least 5 digits, at most 30 characters.");
        RuleFor(vendor => vendor.Currency).Must(code => code is not null && Currency.Parse(code)?.Code == code)
            .OverridePropertyName("currency").WithMessage("A currency's three-letter code, such as \"USD\".");
        RuleFor(vendor => vendor.TimeZone)
            .Must(id => id is { Length: <= 60 } && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId)
            .OverridePropertyName("timeZone").WithMessage("A time zone's IANA name, such as \"America/New_York\".");
        RuleFor(vendor => vendor.CloseAfterHours).InclusiveBetween(0, 8760)
            .OverridePropertyName("closeAfterHours").WithMessage("Hours from 0 to 8760, or null to never close a ride automatically.");
        RuleFor(vendor => vendor.Decisions!).SetValidator(new DecisionsInputValidator()).When(vendor => vendor.Decisions is not null)
            .OverridePropertyName("decisions");
        RuleFor(vendor => vendor.Receipts!).SetValidator(new ReceiptsInputValidator()).When(vendor => vendor.Receipts is not null)
            .OverridePropertyName("receipts");
    }

    private static bool IsLine(string? text, int maxLength) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength && PlainText.Is(text);

    [GeneratedRegex("^[A-Z0-9]{1,8}\\z")]
    private static partial Regex VendorCode();
}

/// <summary>
/// Validates the decisions. With a deadline each kind needs a choice: there is no default for a request that nobody decides.
/// </summary>
public sealed class DecisionsInputValidator : AbstractValidator<DecisionsInput>
{
    public DecisionsInputValidator()
    {
        RuleFor(decisions => decisions.DecideWithinMinutes).InclusiveBetween(1, 10_080)
            .OverridePropertyName("decideWithinMinutes")
            .WithMessage("Minutes from 1 to 10080, or null to let requests wait until the pickup.");
        RuleFor(decisions => decisions.OnTimeout).NotNull().When(decisions => decisions.DecideWithinMinutes is not null)
            .OverridePropertyName("onTimeout")
            .WithMessage("Required with decideWithinMinutes: bookings, changes and cancellations, each accept or decline.");
        RuleFor(decisions => decisions.OnTimeout!).ChildRules(choices =>
        {
            const string choose = "Either accept or decline.";
            choices.RuleFor(onTimeout => onTimeout.Bookings).NotNull().OverridePropertyName("bookings").WithMessage(choose);
            choices.RuleFor(onTimeout => onTimeout.Changes).NotNull().OverridePropertyName("changes").WithMessage(choose);
            choices.RuleFor(onTimeout => onTimeout.Cancellations).NotNull().OverridePropertyName("cancellations").WithMessage(choose);
        }).When(decisions => decisions.OnTimeout is not null).OverridePropertyName("onTimeout");
    }
}
