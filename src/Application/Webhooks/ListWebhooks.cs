using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Webhooks;

/// <summary>Lists the webhooks that the caller may see, by id.</summary>
public sealed record ListWebhooks(Operator By, int Limit, string? After) : IRequest<Outcome<Page<Webhook>>>;

/// <summary>Reads one webhook.</summary>
public sealed record GetWebhook(Operator By, string Id) : IRequest<Outcome<Webhook>>;

/// <summary>Validates the page.</summary>
public sealed class ListWebhooksValidator : AbstractValidator<ListWebhooks>
{
    public ListWebhooksValidator()
    {
        RuleFor(list => list.Limit).PageLimit();
        RuleFor(list => list.After).PageCursor(Cursor.ReadText);
    }
}

/// <inheritdoc cref="ListWebhooks"/>
public sealed class ListWebhooksHandler(IWebhooks webhooks)
    : IRequestHandler<ListWebhooks, Outcome<Page<Webhook>>>, IRequestHandler<GetWebhook, Outcome<Webhook>>
{
    public async Task<Outcome<Page<Webhook>>> Handle(ListWebhooks request, CancellationToken cancellationToken)
    {
        // A supplier has few of them: they are filtered here, not in the database.
        var visible = (await webhooks.All(cancellationToken)).Where(webhook => request.By.SeesAll(webhook.VendorCodes));
        return Cursor.Page(visible, request.After, request.Limit, webhook => webhook.Id);
    }

    public Task<Outcome<Webhook>> Handle(GetWebhook request, CancellationToken cancellationToken) =>
        webhooks.FindOf(request.By, request.Id, null, cancellationToken);
}
