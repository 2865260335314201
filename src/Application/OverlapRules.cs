using FluentValidation;

namespace GroundTransport.Application;

/// <summary>How long a secret stays valid after a rotation.</summary>
internal static class OverlapRules
{
    private const int Longest = 168;

    public static IRuleBuilderOptions<T, int> OverlapHours<T>(this IRuleBuilder<T, int> rule) =>
        rule.InclusiveBetween(0, Longest).OverridePropertyName("overlapHours")
            .WithMessage($"Hours from 0 to {Longest}; 0 makes the old secret invalid at once.");
}
