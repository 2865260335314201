using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outgoing;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Signing;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Webhooks;

/// <summary>Creates a webhook; its secret is shown once.</summary>
public sealed record CreateWebhook(Operator By, WebhookInput Webhook)
    : IRequest<Outcome<Webhook>>, IWrite, IAudited<Outcome<Webhook>>
{
    public AuditedChange Describe(Outcome<Webhook> response) => response.Value.Audited(AuditAction.Created);
}

/// <inheritdoc cref="WebhookInputValidator"/>
public sealed class CreateWebhookValidator : AbstractValidator<CreateWebhook>
{
    public CreateWebhookValidator() =>
        RuleFor(create => create.Webhook).SetValidator(new WebhookInputValidator()).OverridePropertyName("");
}

/// <inheritdoc cref="CreateWebhook"/>
public sealed class CreateWebhookHandler(
    IWebhooks webhooks, IVendors vendors, IdempotencyKeys idempotency, AddressRule addresses, TimeProvider clock)
    : IRequestHandler<CreateWebhook, Outcome<Webhook>>
{
    /// <summary>Each event is compared with each webhook in one transaction.</summary>
    public const int MaxWebhooks = 100;

    public async Task<Outcome<Webhook>> Handle(CreateWebhook request, CancellationToken cancellationToken)
    {
        if (request.Webhook.RefuseUrl(addresses) is { } address)
            return address;
        var id = $"wh_{Secrets.NewId()}";
        if (await idempotency.Claim(request.By, id, cancellationToken) is var first && first.IsRefused)
            return first.Refusal;
        if (first.Value is { } created)
        {
            return Refusal.Conflict(
                Field.IdempotencyKey,
                $"This request has already created webhook {created} and shown its secret. "
                + $"If the secret was lost, POST /api/v1/webhooks/{created}/rotate creates a new one.");
        }
        if (request.Webhook.Vendors is { } codes
            && await vendors.RefusesVendors(request.By, codes, cancellationToken, "vendors") is { } unknown)
            return unknown;
        if ((await webhooks.All(cancellationToken)).Count >= MaxWebhooks)
            return Refusal.Conflict("url", $"There are {MaxWebhooks} webhooks already. Delete one that nobody needs.");
        var webhook = request.Webhook.Apply(
            new Webhook { Id = id, Url = "", Description = "", Secrets = SigningSecrets.New(), CreatedAt = clock.GetUtcNow() },
            request.By);
        webhooks.Add(webhook);
        return webhook;
    }
}
