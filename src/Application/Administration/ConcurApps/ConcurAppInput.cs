using System.ComponentModel.DataAnnotations;
using FluentValidation;
using GroundTransport.Application.ConcurApps;

namespace GroundTransport.Application.Administration.ConcurApps;

/// <summary>An app that SAP Concur registered, as the supplier stores it.</summary>
/// <param name="ClientId">The app's id, as SAP Concur issued it.</param>
/// <param name="ClientSecret">Absent to keep the stored one.</param>
/// <param name="Geolocation">The base URI for its first tokens, such as https://us.api.concursolutions.com.</param>
/// <param name="RefreshToken">If the supplier has one already; absent to keep the stored one.</param>
public sealed record ConcurAppInput(
    [property: Required, Verbatim] string? ClientId, [property: Verbatim] string? ClientSecret,
    [property: Required, Verbatim] string? Geolocation, [property: Verbatim] string? RefreshToken)
{
    // A record's default prints every property, including secrets.
    public override string ToString() => "Concur app";
}

/// <summary>Validates an app.</summary>
public sealed class ConcurAppInputValidator : AbstractValidator<ConcurAppInput>
{
    public ConcurAppInputValidator(TokenSettings settings)
    {
        RuleFor(app => app.ClientId).Must(id => CredentialForm.IsValid(id, CredentialForm.MaxIdLength))
            .OverridePropertyName("clientId")
            .WithMessage($"1 to {CredentialForm.MaxIdLength} visible ASCII characters, as SAP Concur issued it.");
        RuleFor(app => app.ClientSecret).Must(secret => secret is null || CredentialForm.IsValid(secret, CredentialForm.MaxTokenLength))
            .OverridePropertyName("clientSecret")
            .WithMessage($"1 to {CredentialForm.MaxTokenLength} visible ASCII characters; absent to keep the stored one.");
        RuleFor(app => app.Geolocation).Must(geolocation => settings.Geolocations.Base(geolocation ?? "") is not null)
            .OverridePropertyName("geolocation")
            .WithMessage(app => GeolocationRule.HowToAllow(GeolocationRule.ForDisplay(app.Geolocation ?? "")));
        RuleFor(app => app.RefreshToken).Must(token => token is null || CredentialForm.IsValid(token, CredentialForm.MaxTokenLength))
            .OverridePropertyName("refreshToken")
            .WithMessage(
                $"1 to {CredentialForm.MaxTokenLength} visible ASCII characters; absent to keep the stored one, or to authorize later.");
    }
}

/// <summary>The form of ids, secrets and tokens that Concur issues.</summary>
internal static class CredentialForm
{
    public const int MaxIdLength = 200;
    public const int MaxTokenLength = 8000;

    public static bool IsValid(string? text, int maxLength) =>
        text is { Length: > 0 } && text.Length <= maxLength && text.All(c => c is > ' ' and <= '~');
}
