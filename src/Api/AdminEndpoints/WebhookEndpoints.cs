using System.ComponentModel;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Application.Webhooks;
using GroundTransport.Domain;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Webhooks: endpoints of the supplier's that are told of events, and their deliveries.</summary>
public static class WebhookEndpoints
{
    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks").RequireAuthorization(nameof(Role.Admin));
        webhooks.MapGet("", List)
            .WithDocumentation<Page<WebhookBody>>("listWebhooks", "List webhooks", "The webhooks that the caller's key may see, by id.");
        webhooks.MapPost("", Create)
            .WithDocumentation<IssuedWebhookBody>("createWebhook", "Create a webhook", "Its secret is shown only once.", 201)
            .WithRequestExample(Examples.Webhook);
        webhooks.MapGet("{id}", Get)
            .WithDocumentation<WebhookBody>("getWebhook", "Get a webhook", "The webhook without its secret.");
        webhooks.MapPut("{id}", Put)
            .WithDocumentation<WebhookBody>(
                "replaceWebhook", "Replace a webhook",
                "Replaces its URL, description, types and vendors, and enables or disables it; its secret stays.")
            .AcceptsIfMatch().WithRequestExample(Examples.Webhook);
        webhooks.MapDelete("{id}", Delete)
            .WithDocumentation("deleteWebhook", "Delete a webhook", "Deletes it with its deliveries.")
            .Produces(204).AcceptsIfMatch();
        webhooks.MapPost("{id}/rotate", Rotate)
            .WithDocumentation<IssuedWebhookBody>(
                "rotateWebhookSecret", "Rotate a webhook's secret", "The new one is shown only once; for the overlap both sign.")
            .AcceptsIfMatch().WithRequestExample(Examples.Rotation);
        webhooks.MapPost("{id}/test", Test)
            .WithDocumentation<WebhookTestBody>("testWebhook", "Test a webhook", "Sends it a test event, whatever types it wants.", 202);
        webhooks.MapPost("{id}/recover", Recover)
            .WithDocumentation<WebhookRecoveryBody>(
                "recoverWebhook", "Recover a webhook's events",
                "Queues every event since an instant that the webhook wants and hasn't got.", 202);
        webhooks.MapGet("{id}/deliveries", Deliveries)
            .WithDocumentation<Page<WebhookDeliveryBody>>(
                "listWebhookDeliveries", "List a webhook's deliveries", "Its deliveries with their last answers, newest first.");
        webhooks.MapPost("{id}/deliveries/{delivery:long}/retry", Retry)
            .WithDocumentation<WebhookDeliveryBody>(
                "retryWebhookDelivery", "Send a delivery again", "Sends it at once, whether it is pending, given up or delivered.", 202);
    }

    private static async Task<IResult> List(HttpContext context, IMediator mediator, int? limit, string? cursor, CancellationToken ct) =>
        (await mediator.Send(new ListWebhooks(Caller(context), limit ?? 50, cursor), ct)).Match(
            page => Results.Ok(new Page<WebhookBody>([.. page.Items.Select(WebhookBody.Of)], page.Next)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Create(HttpContext context, IMediator mediator, WebhookInput body, CancellationToken ct) =>
        (await mediator.Send(new CreateWebhook(Caller(context), body), ct)).Match(
            webhook => Results.Created($"/api/v1/webhooks/{webhook.Id}", Issued(context, webhook)),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, string id, CancellationToken ct) =>
        Respond(context, await mediator.Send(new GetWebhook(Caller(context), id), ct));

    private static async Task<IResult> Put(HttpContext context, IMediator mediator, string id, WebhookInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Respond(context, await mediator.Send(new ChangeWebhook(Caller(context), id, body, seen.Value), ct));

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, string id, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(new DeleteWebhook(Caller(context), id, seen.Value), ct)).Match(
                _ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Rotate(
        HttpContext context, IMediator mediator, string id, RotateBody? body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(
                new RotateWebhookSecret(Caller(context), id, seen.Value, body?.OverlapHours ?? RotateBody.Default), ct)).Match(
                webhook => Results.Ok(Issued(context, webhook)), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Test(HttpContext context, IMediator mediator, string id, CancellationToken ct) =>
        (await mediator.Send(new TestWebhook(Caller(context), id), ct)).Match(
            test => Results.Accepted(value: new WebhookTestBody(test.Id)), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Recover(
        HttpContext context, IMediator mediator, string id,
        [Description("The instant from which on events are queued.")] DateTimeOffset? since, CancellationToken ct) =>
        (await mediator.Send(new RecoverWebhook(Caller(context), id, since?.ToUniversalTime()), ct)).Match(
            queued => Results.Accepted(value: new WebhookRecoveryBody(queued)), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Deliveries(
        HttpContext context, IMediator mediator, string id,
        [EnumWords<DeliveryState>, Description("Only deliveries in this state.")] string? state, int? limit, string? cursor,
        CancellationToken ct)
    {
        if (ParseEnum<DeliveryState>("state", state) is var states && states.IsRefused)
            return Problems.Result(context, states.Refusal);
        var query = new ListWebhookDeliveries(Caller(context), id) { State = states.Value, Limit = limit ?? 50, After = cursor };
        return (await mediator.Send(query, ct)).Match(
            page => Results.Ok(new Page<WebhookDeliveryBody>([.. page.Items.Select(WebhookDeliveryBody.Of)], page.Next)),
            refusal => Problems.Result(context, refusal));
    }

    private static async Task<IResult> Retry(
        HttpContext context, IMediator mediator, string id, [Description("The delivery's id.")] long delivery, CancellationToken ct) =>
        (await mediator.Send(new RetryWebhookDelivery(Caller(context), id, delivery), ct)).Match(
            row => Results.Accepted(value: WebhookDeliveryBody.Of(row)), refusal => Problems.Result(context, refusal));

    private static IssuedWebhookBody Issued(HttpContext context, Webhook webhook)
    {
        SetETag(context, webhook.Version);
        context.Response.Headers.CacheControl = "no-store";
        return new IssuedWebhookBody(WebhookBody.Of(webhook), webhook.Secrets.Current);
    }

    private static IResult Respond(HttpContext context, Outcome<Webhook> outcome) => outcome.Match(
        webhook =>
        {
            SetETag(context, webhook.Version);
            return Results.Ok(WebhookBody.Of(webhook));
        },
        refusal => Problems.Result(context, refusal));
}
