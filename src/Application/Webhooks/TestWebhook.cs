using System.Text.Json;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Events;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Webhooks;

/// <summary>Sends a test event to one webhook, whatever types it wants; gives the event.</summary>
public sealed record TestWebhook(Operator By, string Id) : IRequest<Outcome<FeedEvent>>, IWrite;

/// <inheritdoc cref="TestWebhook"/>
public sealed class TestWebhookHandler(IWebhooks webhooks, IEvents events, TimeProvider clock)
    : IRequestHandler<TestWebhook, Outcome<FeedEvent>>
{
    public async Task<Outcome<FeedEvent>> Handle(TestWebhook request, CancellationToken cancellationToken)
    {
        if (await webhooks.FindOf(request.By, request.Id, null, cancellationToken) is var found && found.IsRefused)
            return found.Refusal;
        if (!found.Value.Enabled)
            return Refusal.NotInThisState("enabled", "This webhook is disabled. Enable it first.");
        var now = clock.GetUtcNow();
        var test = new FeedEvent
        {
            Id = FeedEvent.NewId(now),
            Type = EventTypes.WebhookTest,
            At = now,
            Actor = Actor.Of(request.By).Name,
            OnlyForWebhook = found.Value.Id,
            Data = JsonSerializer.Serialize(new { webhook = new { id = found.Value.Id } }),
        };
        events.Add(test);
        return test;
    }
}
