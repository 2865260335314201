using System.ComponentModel;
using AutoMapper;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.ConcurApps;
using GroundTransport.Application.Administration.ReadModels;
using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>How each direct connect is authorized with Concur by OAuth2.</summary>
public static class ConcurAppEndpoints
{
    public static void MapConcurApps(this RouteGroupBuilder api)
    {
        var apps = api.MapGroup("/direct-connects/{id}/concur-app").WithTags("Concur apps").RequireAuthorization(nameof(Role.Admin));
        apps.MapGet("", Get)
            .WithDocumentation<ConcurAppModel>("getConcurApp", "Get a Concur app", "The direct connect's app: its state, and what to do.")
            .WithResponseExample(Examples.ConcurAppAnswer);
        apps.MapPut("", Put)
            .WithDocumentation<ConcurAppModel>(
                "putConcurApp", "Create or replace a Concur app", "A refresh token is verified with Concur at once.")
            .ProducesBadGateway().AcceptsIfMatch().WithRequestExample(Examples.ConcurApp).WithResponseExample(Examples.ConcurAppAnswer);
        apps.MapDelete("", Delete)
            .WithDocumentation("deleteConcurApp", "Delete a Concur app", "Revokes the app at Concur, then deletes it.")
            .Produces(204).ProducesBadGateway().AcceptsIfMatch();
        apps.MapPost("authorize", Authorize)
            .WithDocumentation<ConcurAppModel>(
                "authorizeConcurApp", "Authorize a Concur app",
                "Exchanges a request token, or that of a pending connection, for the app's tokens.")
            .ProducesBadGateway().AcceptsIfMatch()
            .WithRequestExample(Examples.Authorization).WithResponseExample(Examples.ConcurAppAnswer);

        var pending = api.MapGroup("/concur-connections").WithTags("Concur apps").RequireAuthorization(nameof(Role.Admin));
        pending.MapGet("", List)
            .WithDocumentation<ItemsBody<PendingConnectionModel>>(
                "listConcurConnections", "List pending connections", "The unassigned connections from the App Center, oldest first.")
            .WithResponseExample(Examples.PendingConnections);
        pending.MapDelete("{id}", DeletePending)
            .WithDocumentation("deleteConcurConnection", "Delete a pending connection", "Nobody can be connected by it from then on.")
            .Produces(204);
    }

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, IMapper mapper, string id, CancellationToken ct) =>
        Respond(context, mapper, await mediator.Send(new GetConcurApp(Caller(context), id), ct));

    private static async Task<IResult> Put(
        HttpContext context, IMediator mediator, IMapper mapper, string id, ConcurAppInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Respond(context, mapper, await mediator.Send(new PutConcurApp(Caller(context), id, body, seen.Value), ct));

    private static async Task<IResult> Delete(HttpContext context, IMediator mediator, string id,
        [Description("Delete it even if Concur can't be reached.")] bool? force, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(new DeleteConcurApp(Caller(context), id, seen.Value, force ?? false), ct)).Match(
                _ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Authorize(
        HttpContext context, IMediator mediator, IMapper mapper, string id, AuthorizationInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Respond(context, mapper, await mediator.Send(new AuthorizeConcurApp(Caller(context), id, body, seen.Value), ct));

    private static async Task<IResult> List(HttpContext context, IMediator mediator, IMapper mapper, CancellationToken ct) =>
        (await mediator.Send(new ListPendingConnections(Caller(context)), ct)).Match(
            connections => Results.Ok(new ItemsBody<PendingConnectionModel>([.. connections.Select(mapper.Map<PendingConnectionModel>)])),
            refusal => Problems.Result(context, refusal));

    private static async Task<IResult> DeletePending(HttpContext context, IMediator mediator, string id, CancellationToken ct) =>
        (await mediator.Send(new DeletePendingConnection(Caller(context), id), ct)).Match(
            _ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static IResult Respond(HttpContext context, IMapper mapper, Outcome<RegisteredApp> outcome) => outcome.Match(
        app =>
        {
            SetETag(context, app.Version);
            return Results.Ok(mapper.Map<ConcurAppModel>(app));
        },
        refusal => Problems.Result(context, refusal));
}
