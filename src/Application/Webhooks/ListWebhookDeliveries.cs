using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Webhooks;

/// <summary>Lists the deliveries of a webhook with their last answers, newest first.</summary>
public sealed record ListWebhookDeliveries(Operator By, string WebhookId) : IRequest<Outcome<Page<WebhookDelivery>>>
{
    public DeliveryState? State { get; init; }

    public int Limit { get; init; } = 50;

    public string? After { get; init; }
}

/// <summary>Validates the page.</summary>
public sealed class ListWebhookDeliveriesValidator : AbstractValidator<ListWebhookDeliveries>
{
    public ListWebhookDeliveriesValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(cursor => Cursor.Read(cursor));
    }
}

/// <inheritdoc cref="ListWebhookDeliveries"/>
public sealed class ListWebhookDeliveriesHandler(IWebhooks webhooks, IWebhookDeliveries deliveries)
    : IRequestHandler<ListWebhookDeliveries, Outcome<Page<WebhookDelivery>>>
{
    public async Task<Outcome<Page<WebhookDelivery>>> Handle(ListWebhookDeliveries request, CancellationToken cancellationToken)
    {
        if (await webhooks.FindOf(request.By, request.WebhookId, null, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        var filter = new WebhookDeliveryFilter(
            request.WebhookId, request.State, request.After is { } cursor ? Cursor.Read(cursor) : null, request.Limit + 1);
        var rows = await deliveries.List(filter, cancellationToken);
        return Cursor.Page(rows, request.Limit, row => Cursor.Of(row.CreatedAt, row.Id));
    }
}
