using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.Backups;
using GroundTransport.Application.Callers;
using MediatR;
using static GroundTransport.Api.Hosting.OperatorCalls;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Copies of the embedded database.</summary>
public static class BackupEndpoints
{
    public static void MapBackups(this RouteGroupBuilder api) => api.MapPost("/backups", Make).WithTags("Backups").RequireAuthorization(nameof(Role.Admin))
        .Describes<Backup>("Copy the embedded database, while it is in use, to a file beside it", 201).Gives(Examples.Backup);

    private static async Task<IResult> Make(HttpContext context, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CreateBackup(Caller(context)), ct)).Match(
            backup => Results.Json(backup, statusCode: 201), refusal => Problems.Result(context, refusal));
}
