using System.Text.RegularExpressions;
using FluentValidation;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>A vendor as the supplier writes it.</summary>
public sealed record VendorInput(
    string? Code, string? Name, string? Phone, string? Currency, string? TimeZone, DecisionsInput? Decisions, int? CloseAfterHours)
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
    };
}

/// <summary>Who decides, and by when.</summary>
public sealed record DecisionsInput(
    DecisionMode? Bookings, DecisionMode? Changes, DecisionMode? Cancellations, int? DecideWithinMinutes, OnTimeoutInput? OnTimeout)
{
    internal DecisionRules ToDecisions() => new()
    {
        Bookings = Bookings ?? DecisionMode.Manual,
        Changes = Changes ?? DecisionMode.Manual,
        Cancellations = Cancellations ?? DecisionMode.Manual,
        DecideWithinMinutes = DecideWithinMinutes,
        OnTimeout = OnTimeout is null ? null : new TimeoutChoices(OnTimeout.Bookings!.Value, OnTimeout.Changes!.Value, OnTimeout.Cancellations!.Value),
    };
}

/// <summary>What becomes of each kind of request that nobody decides in time.</summary>
public sealed record OnTimeoutInput(TimeoutChoice? Bookings, TimeoutChoice? Changes, TimeoutChoice? Cancellations);

/// <summary>What every vendor must say of itself; names and phone numbers stand in each reply to Concur.</summary>
public sealed partial class VendorInputValidator : AbstractValidator<VendorInput>
{
    public VendorInputValidator()
    {
        RuleFor(vendor => vendor.Code).Must(code => code is not null && VendorCode().IsMatch(code))
            .OverridePropertyName("code").WithMessage("1 to 8 of A-Z and 0-9: it travels in every quote.");
        RuleFor(vendor => vendor.Name).Must(name => IsLine(name, 100)).OverridePropertyName("name").WithMessage("A name of 1 to 100 characters.");
        RuleFor(vendor => vendor.Phone).Must(phone => IsLine(phone, 30) && phone!.Count(char.IsAsciiDigit) >= 5)
            .OverridePropertyName("phone").WithMessage("A phone number with at least 5 digits, at most 30 characters.");
        RuleFor(vendor => vendor.Currency).Must(code => code is not null && Currency.Parse(code)?.Code == code)
            .OverridePropertyName("currency").WithMessage("A currency by its three letters, such as \"USD\".");
        RuleFor(vendor => vendor.TimeZone).Must(id => id is { Length: <= 60 } && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId)
            .OverridePropertyName("timeZone").WithMessage("A time zone by its IANA name, such as \"America/New_York\".");
        RuleFor(vendor => vendor.CloseAfterHours).InclusiveBetween(0, 8760).OverridePropertyName("closeAfterHours").WithMessage("Hours from 0 to 8760, or none: then no ride is closed by itself.");
        RuleFor(vendor => vendor.Decisions!).SetValidator(new DecisionsInputValidator()).When(vendor => vendor.Decisions is not null)
            .OverridePropertyName("decisions");
    }

    private static bool IsLine(string? text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && PlainText.Is(text);

    [GeneratedRegex("^[A-Z0-9]{1,8}\\z")]
    private static partial Regex VendorCode();
}

/// <summary>A deadline demands a choice for each kind: what an unanswered booking should become has no default.</summary>
public sealed class DecisionsInputValidator : AbstractValidator<DecisionsInput>
{
    public DecisionsInputValidator()
    {
        RuleFor(decisions => decisions.DecideWithinMinutes).InclusiveBetween(1, 10_080)
            .OverridePropertyName("decideWithinMinutes").WithMessage("Minutes from 1 to 10080, or none: then requests wait until the pickup.");
        RuleFor(decisions => decisions.OnTimeout).NotNull().When(decisions => decisions.DecideWithinMinutes is not null)
            .OverridePropertyName("onTimeout").WithMessage("decideWithinMinutes needs it: bookings, changes and cancellations, each accept or decline.");
        RuleFor(decisions => decisions.OnTimeout!).ChildRules(choices =>
        {
            choices.RuleFor(given => given.Bookings).NotNull().OverridePropertyName("bookings").WithMessage("Either accept or decline.");
            choices.RuleFor(given => given.Changes).NotNull().OverridePropertyName("changes").WithMessage("Either accept or decline.");
            choices.RuleFor(given => given.Cancellations).NotNull().OverridePropertyName("cancellations").WithMessage("Either accept or decline.");
        }).When(decisions => decisions.OnTimeout is not null).OverridePropertyName("onTimeout");
    }
}
