using FluentValidation;

namespace GroundTransport.Application.Dispatch;

/// <summary>Validation rules of several actions.</summary>
internal static class DispatchRules
{
    /// <summary>The maximum length of a text for the traveller.</summary>
    private const int LongestText = 500;

    /// <summary>Text that XML and a single log line can hold.</summary>
    public static IRuleBuilderOptions<T, string?> PlainText<T>(this IRuleBuilder<T, string?> rule, string field) =>
        rule.Must(text => text is null || (text.Length <= LongestText && Application.PlainText.Is(text)))
            .OverridePropertyName(field).WithMessage($"At most {LongestText} characters, without control characters.");

    /// <summary>The reason of a decline or cancellation. It is required, because the traveller reads it.</summary>
    public static IRuleBuilderOptions<T, string?> Reason<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().OverridePropertyName("reason").WithMessage("A reason is required: the traveller reads it.").PlainText("reason");

    public static IRuleBuilderOptions<T, FinalFareInput?> Fare<T>(this IRuleBuilder<T, FinalFareInput?> rule) =>
        rule.Must(fare => fare is null || fare.Parts.All(part => part is >= 0 and < 1_000_000_000))
            .OverridePropertyName("finalFare").WithMessage("Each part must be at least 0 and below 1,000,000,000.");
}
