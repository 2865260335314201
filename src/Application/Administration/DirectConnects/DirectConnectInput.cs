using System.ComponentModel.DataAnnotations;
using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.DirectConnects;

/// <summary>A direct connect as the supplier writes it; its credentials are generated, never chosen.</summary>
/// <param name="Name">A name of 1 to 100 characters; the history shows it.</param>
/// <param name="VendorCodes">The vendors that it sells.</param>
/// <param name="TimesAre">How times without an offset are interpreted; gmt by default.</param>
/// <param name="PostBack">Whether PostBacks are sent; they are by default.</param>
public sealed record DirectConnectInput(
    [property: Required] string? Name, [property: Required] IReadOnlyList<string>? VendorCodes, TimesAre? TimesAre,
    PostBackInput? PostBack)
{
    internal DirectConnect Apply(DirectConnect connect) => connect with
    {
        Name = Name!.Trim(),
        VendorCodes = VendorCodes!,
        TimesAre = TimesAre ?? Domain.Journeys.TimesAre.Gmt,
        PostBackEnabled = PostBack?.Enabled ?? true,
    };
}

/// <summary>Whether PostBacks are sent for this direct connect.</summary>
/// <param name="Enabled">False: Concur learns of a change when it reads the reservation.</param>
public sealed record PostBackInput(bool? Enabled);

/// <summary>Validates a direct connect.</summary>
public sealed class DirectConnectInputValidator : AbstractValidator<DirectConnectInput>
{
    public DirectConnectInputValidator()
    {
        RuleFor(connect => connect.Name).Must(name => !string.IsNullOrWhiteSpace(name) && name.Length <= 100 && PlainText.Is(name))
            .OverridePropertyName("name").WithMessage("A name of 1 to 100 characters; the history shows it.");
        RuleFor(connect => connect.VendorCodes).VendorCodes();
    }
}

/// <summary>A direct connect with its secrets, which are shown this once.</summary>
public sealed record IssuedCredentials(DirectConnect Connect, string Password, string Token);
