using AutoMapper;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.ConcurApps;
using GroundTransport.Application.Administration.ReadModels;
using GroundTransport.Application.Callers;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Domain;
using MediatR;
using static GroundTransport.Api.Hosting.OperatorCalls;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>How each direct connect is authorized at Concur by OAuth2.</summary>
public static class ConcurAppEndpoints
{
    public static void MapConcurApps(this RouteGroupBuilder api)
    {
        var apps = api.MapGroup("/direct-connects/{id}/concur-app").WithTags("Concur apps").RequireAuthorization(nameof(Role.Admin));
        apps.MapGet("", Get).Describes<ConcurAppModel>("The direct connect's app at Concur: where it stands, and what to do").Gives(Examples.ConcurAppAnswer);
        apps.MapPut("", Put).Describes<ConcurAppModel>("Enter or correct the app; with a refresh token Concur is asked at once").ComparesVersions().Takes(Examples.ConcurApp).Gives(Examples.ConcurAppAnswer);
        apps.MapDelete("", Remove).Describes("Revoke the app at Concur and forget it; ?force=true forgets it even where Concur can't be told").Produces(204).AsksConcur().ComparesVersions();
        apps.MapPost("authorize", Authorize).Describes<ConcurAppModel>("Exchange a request token, or a pending connection's, for the app's tokens").AsksConcur().ComparesVersions().Takes(Examples.Authorization).Gives(Examples.ConcurAppAnswer);

        var pending = api.MapGroup("/concur-connections").WithTags("Concur apps").RequireAuthorization(nameof(Role.Admin));
        pending.MapGet("", List).Describes<IReadOnlyList<PendingConnectionModel>>("Who connected from the App Center and waits to be assigned, oldest first").Gives(Examples.PendingConnections);
        pending.MapDelete("{id}", RemovePending).Describes("Forget one that nobody wants").Produces(204);
    }

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, IMapper mapper, string id, CancellationToken ct) =>
        Show(context, mapper, await mediator.Send(new GetConcurApp(Caller(context), id), ct));

    private static async Task<IResult> Put(HttpContext context, IMediator mediator, IMapper mapper, string id, ConcurAppInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Show(context, mapper, await mediator.Send(new PutConcurApp(Caller(context), id, body, seen.Value), ct));

    private static async Task<IResult> Remove(HttpContext context, IMediator mediator, string id, bool? force, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : (await mediator.Send(new DeleteConcurApp(Caller(context), id, seen.Value, force ?? false), ct)).Match(
                _ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> Authorize(HttpContext context, IMediator mediator, IMapper mapper, string id, AuthorizationInput body, CancellationToken ct) =>
        IfMatch(context) is var seen && seen.IsRefused
            ? Problems.Result(context, seen.Refusal)
            : Show(context, mapper, await mediator.Send(new AuthorizeConcurApp(Caller(context), id, body, seen.Value), ct));

    private static async Task<IResult> List(HttpContext context, IMediator mediator, IMapper mapper, CancellationToken ct) =>
        (await mediator.Send(new ListPendingConnections(Caller(context)), ct)).Match(
            connections => Results.Ok(connections.Select(mapper.Map<PendingConnectionModel>)), refusal => Problems.Result(context, refusal));

    private static async Task<IResult> RemovePending(HttpContext context, IMediator mediator, string id, CancellationToken ct) =>
        (await mediator.Send(new DeletePendingConnection(Caller(context), id), ct)).Match(_ => Results.NoContent(), refusal => Problems.Result(context, refusal));

    private static IResult Show(HttpContext context, IMapper mapper, Outcome<RegisteredApp> outcome) => outcome.Match(
        app =>
        {
            Tag(context, app.Version);
            return Results.Ok(mapper.Map<ConcurAppModel>(app));
        },
        refusal => Problems.Result(context, refusal));
}
