using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outgoing;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Webhooks;

/// <summary>Replaces a webhook's data; its secret stays. Enabled again, it gets new events; earlier ones by recovery.</summary>
/// <param name="IfVersion">The version that the caller has read; null for any.</param>
public sealed record ChangeWebhook(Operator By, string Id, WebhookInput Webhook, int? IfVersion)
    : IRequest<Outcome<Webhook>>, IWrite, IAudited<Outcome<Webhook>>
{
    public AuditedChange Describe(Outcome<Webhook> response) => response.Value.Audited(AuditAction.Changed);
}

/// <inheritdoc cref="WebhookInputValidator"/>
public sealed class ChangeWebhookValidator : AbstractValidator<ChangeWebhook>
{
    public ChangeWebhookValidator() =>
        RuleFor(change => change.Webhook).SetValidator(new WebhookInputValidator()).OverridePropertyName("");
}

/// <inheritdoc cref="ChangeWebhook"/>
public sealed class ChangeWebhookHandler(
    IWebhooks webhooks, IWebhookDeliveries deliveries, IVendors vendors, AddressRule addresses, TimeProvider clock)
    : IRequestHandler<ChangeWebhook, Outcome<Webhook>>
{
    public async Task<Outcome<Webhook>> Handle(ChangeWebhook request, CancellationToken cancellationToken)
    {
        if (await webhooks.FindOf(request.By, request.Id, request.IfVersion, cancellationToken) is var before && before.IsRefused)
            return before.Refusal;
        if (request.Webhook.RefuseUrl(addresses) is { } address)
            return address;
        if (request.Webhook.Vendors is { } codes
            && await vendors.RefusesVendors(request.By, codes, cancellationToken, "vendors") is { } unknown)
            return unknown;
        var after = request.Webhook.Apply(before.Value, request.By) with { Version = before.Value.Version + 1 };
        webhooks.Replace(after);
        if (before.Value.Enabled && !after.Enabled)
            await deliveries.GiveUp(after.Id, "The webhook was disabled", clock.GetUtcNow(), cancellationToken);
        return after;
    }
}

/// <summary>A webhook is visible to a key that sees all of its vendors.</summary>
internal static class WebhookVisibility
{
    /// <summary>The webhook in the version that the caller has read.</summary>
    /// <param name="ifVersion">Null for any.</param>
    public static async Task<Outcome<Webhook>> FindOf(
        this IWebhooks webhooks, Operator by, string id, int? ifVersion, CancellationToken ct)
    {
        if (await webhooks.Find(id, ct) is not { } webhook || !by.SeesAll(webhook.VendorCodes))
            return Refusal.Unknown("webhook");
        return ifVersion is { } seen && seen != webhook.Version ? Refusal.Stale("webhook", seen, webhook.Version) : webhook;
    }
}
