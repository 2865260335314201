using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Administration.Backups;
using GroundTransport.Application.Callers;
using MediatR;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Backups of the embedded database.</summary>
public static class BackupEndpoints
{
    public static void MapBackups(this RouteGroupBuilder api) =>
        api.MapPost("/backups", Create).WithTags("Backups").RequireAuthorization(nameof(Role.Admin))
            .WithDocumentation<Backup>(
                "createBackup", "Back up the database", "Copies the embedded database to a file next to it, while it is in use.", 201)
            .WithResponseExample(Examples.Backup);

    private static async Task<IResult> Create(HttpContext context, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CreateBackup(Caller(context)), ct)).Match(
            backup => Results.Json(backup, statusCode: 201), refusal => Problems.Result(context, refusal));
}
