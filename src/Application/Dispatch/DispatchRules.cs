using FluentValidation;

namespace GroundTransport.Application.Dispatch;

/// <summary>Rules that several actions share.</summary>
internal static class DispatchRules
{
    /// <summary>Longest text that goes out to a traveller.</summary>
    private const int LongestText = 500;

    /// <summary>Text that can stand in XML and in one log line.</summary>
    public static IRuleBuilderOptions<T, string?> PlainText<T>(this IRuleBuilder<T, string?> rule, string field) =>
        rule.Must(text => text is null || (text.Length <= LongestText && Application.PlainText.Is(text)))
            .OverridePropertyName(field).WithMessage($"At most {LongestText} characters, without control characters.");

    /// <summary>Why something is refused or cancelled: the traveller reads it, so there must be one.</summary>
    public static IRuleBuilderOptions<T, string?> Reason<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().OverridePropertyName("reason").WithMessage("Say why: the traveller reads it.").PlainText("reason");

    public static IRuleBuilderOptions<T, FinalFareInput?> Fare<T>(this IRuleBuilder<T, FinalFareInput?> rule) =>
        rule.Must(fare => fare is null || new[] { fare.BasePrice, fare.ServiceCharge, fare.SurCharge, fare.Tax }.All(part => part is >= 0 and < 1_000_000_000))
            .OverridePropertyName("finalFare").WithMessage("Each part must be at least 0 and below 1,000,000,000.");
}
