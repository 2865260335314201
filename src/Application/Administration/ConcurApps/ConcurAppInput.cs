using FluentValidation;
using GroundTransport.Application.ConcurApps;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>An app as SAP Concur registered it, and as the supplier enters it.</summary>
/// <param name="ClientSecret">Absent: the stored one stays.</param>
/// <param name="RefreshToken">Where the supplier has one already. Absent: the stored one stays.</param>
public sealed record ConcurAppInput(string? ClientId, string? ClientSecret, string? Geolocation, string? RefreshToken)
{
    // The default of a record prints every property, secrets included.
    public override string ToString() => "Concur app";
}

/// <summary>What an app must say of itself.</summary>
public sealed class ConcurAppInputValidator : AbstractValidator<ConcurAppInput>
{
    public ConcurAppInputValidator(TokenSettings settings)
    {
        RuleFor(app => app.ClientId).Must(id => ConcurWords.Fits(id, ConcurWords.LongestId))
            .OverridePropertyName("clientId").WithMessage($"1 to {ConcurWords.LongestId} visible ASCII characters, as SAP Concur issued it.");
        RuleFor(app => app.ClientSecret).Must(secret => secret is null || ConcurWords.Fits(secret, ConcurWords.LongestToken))
            .OverridePropertyName("clientSecret").WithMessage($"1 to {ConcurWords.LongestToken} visible ASCII characters; absent to keep the stored one.");
        RuleFor(app => app.Geolocation).Must(geolocation => settings.Geolocations.Base(geolocation ?? "") is not null)
            .OverridePropertyName("geolocation").WithMessage(app => GeolocationRule.HowToAllow(GeolocationRule.Shown(app.Geolocation ?? "")));
        RuleFor(app => app.RefreshToken).Must(token => token is null || ConcurWords.Fits(token, ConcurWords.LongestToken))
            .OverridePropertyName("refreshToken").WithMessage($"1 to {ConcurWords.LongestToken} visible ASCII characters; absent to keep the stored one, or to authorize later.");
    }
}

/// <summary>Ids and tokens of Concur's.</summary>
internal static class ConcurWords
{
    public const int LongestId = 200;
    public const int LongestToken = 8000;

    public static bool Fits(string? text, int longest) => text is { Length: > 0 } && text.Length <= longest && text.All(c => c is > ' ' and <= '~');
}
