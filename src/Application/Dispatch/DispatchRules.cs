using FluentValidation;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch;

/// <summary>Validation rules of several actions.</summary>
internal static class DispatchRules
{
    /// <summary>The maximum length of a text for the traveller.</summary>
    private const int LongestText = 500;

    /// <summary>The maximum length of a name, a number or a part of a description.</summary>
    private const int LongestName = 100;

    /// <summary>The maximum number of extra lines of a fare.</summary>
    private const int MaxExtras = 20;

    /// <summary>Text that XML and a single log line can hold.</summary>
    public static IRuleBuilderOptions<T, string?> PlainText<T>(this IRuleBuilder<T, string?> rule, string field) =>
        rule.Must(text => text is null || (text.Length <= LongestText && Application.PlainText.Is(text)))
            .OverridePropertyName(field).WithMessage($"At most {LongestText} characters, without control characters.");

    /// <summary>The reason of a decline or cancellation. It is required, because the traveller reads it.</summary>
    public static IRuleBuilderOptions<T, string?> Reason<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().OverridePropertyName("reason").WithMessage("A reason is required: the traveller reads it.").PlainText("reason");

    /// <summary>Name, phone number and the supplier's own number; each may be empty.</summary>
    public static IRuleBuilderOptions<T, Driver?> Driver<T>(this IRuleBuilder<T, Driver?> rule) =>
        rule.Must(driver => driver is null || AreNames(driver.Name, driver.Phone, driver.Number))
            .OverridePropertyName("driver").WithMessage(Names("Name, phone and number"));

    /// <summary>Plate, make, model and colour; each may be empty.</summary>
    public static IRuleBuilderOptions<T, AssignedVehicle?> Vehicle<T>(this IRuleBuilder<T, AssignedVehicle?> rule) =>
        rule.Must(vehicle => vehicle is null || AreNames(vehicle.Plate, vehicle.Make, vehicle.Model, vehicle.Colour))
            .OverridePropertyName("vehicle").WithMessage(Names("Plate, make, model and colour"));

    /// <summary>The supplier's own number of the ride.</summary>
    public static IRuleBuilderOptions<T, string?> ExternalReference<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(number => number is null || AreNames(number))
            .OverridePropertyName("externalReference").WithMessage($"At most {LongestName} characters, without control characters.");

    public static IRuleBuilderOptions<T, FinalFareInput?> Fare<T>(this IRuleBuilder<T, FinalFareInput?> rule) =>
        rule.Must(fare => fare is null || fare.Parts.All(part => part is >= 0 and < 1_000_000_000))
            .WithMessage("Each part must be at least 0 and below 1,000,000,000.")
            .Must(fare => fare is null || (fare.ExtrasOrNone.Count <= MaxExtras && fare.ExtrasOrNone.All(IsExtra)))
            .WithMessage(
                $"At most {MaxExtras}, each with a kind (toll, parking, tip, other) and a description of at most {LongestName} "
                + "characters.")
            .OverridePropertyName("finalFare");

    private static bool IsExtra(ExtraChargeInput? extra) => extra is { Kind: not null } && AreNames(extra.Description ?? "");

    private static bool AreNames(params string[] texts) =>
        texts.All(text => text.Length <= LongestName && Application.PlainText.Is(text));

    private static string Names(string fields) => $"{fields} have at most {LongestName} characters each, without control characters.";
}
