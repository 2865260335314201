using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Events;
using GroundTransport.Application.Outgoing;
using GroundTransport.Domain;

namespace GroundTransport.Application.Webhooks;

/// <summary>A webhook as the supplier writes it; its secret is generated, never chosen.</summary>
/// <param name="Url">Where events are posted.</param>
/// <param name="Description">What it is for; null: empty.</param>
/// <param name="Types">The types of events; null: all.</param>
/// <param name="Vendors">The vendors; null: all that the API key sees.</param>
/// <param name="Enabled">Whether it is told of events; null: true.</param>
public sealed record WebhookInput(
    [property: Verbatim] string? Url, string? Description, IReadOnlyList<string>? Types, IReadOnlyList<string>? Vendors, bool? Enabled)
{
    internal Webhook Apply(Webhook webhook, Operator by)
    {
        var enabled = Enabled ?? true;
        return webhook with
        {
            Url = Url!,
            Description = Description?.Trim() ?? "",
            Types = Types,
            VendorCodes = Vendors ?? by.VendorCodes,
            Enabled = enabled,
            DisabledReason = enabled ? "" : webhook.DisabledReason,
            FailingSince = enabled && !webhook.Enabled ? null : webhook.FailingSince,
        };
    }

    /// <summary>The refusal of an address that the gateway doesn't call.</summary>
    internal Refusal? RefuseUrl(AddressRule addresses) =>
        addresses.Mistake(Url) is { } mistake ? Refusal.Malformed("url", mistake) : null;
}

/// <summary>Validates a webhook.</summary>
public sealed class WebhookInputValidator : AbstractValidator<WebhookInput>
{
    public WebhookInputValidator()
    {
        RuleFor(webhook => webhook.Description).Must(text => text is null || (text.Length <= 200 && PlainText.Is(text)))
            .OverridePropertyName("description").WithMessage("At most 200 characters, without control characters.");
        RuleFor(webhook => webhook.Types).Must(types => types is null
                || (types.Count > 0 && types.All(EventTypes.All.Contains) && types.Distinct().Count() == types.Count))
            .OverridePropertyName("types")
            .WithMessage($"Leave it out for all types, or use one or more, each once, of {string.Join(", ", EventTypes.All)}.");
        RuleFor(webhook => webhook.Vendors).VendorCodes().When(webhook => webhook.Vendors is not null).OverridePropertyName("vendors");
    }
}
