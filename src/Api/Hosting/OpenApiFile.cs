using System.Security.Cryptography;
using GroundTransport.Application.Callers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace GroundTransport.Api.Hosting;

/// <summary>Who can read the OpenAPI document.</summary>
public enum OpenApiAccess
{
    /// <summary>Everybody; the Swagger UI at /swagger shows it.</summary>
    Open,

    /// <summary>Whoever has an API key.</summary>
    Key,

    /// <summary>Nobody.</summary>
    Off,
}

/// <summary>
/// The OpenAPI document as a file that the build writes, by the command <c>openapi</c>: to serve it costs what a file costs.
/// </summary>
public static class OpenApiFile
{
    /// <summary>The document's name, and the API's version.</summary>
    public const string Document = "v1";

    private const string Address = $"/openapi/{Document}.json";

    private static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "openapi", $"{Document}.json");

    public static void MapOpenApiFile(this WebApplication app, OpenApiAccess access)
    {
        if (access == OpenApiAccess.Off)
            return;
        var tag = new Lazy<EntityTagHeaderValue>(
            () => new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path)).AsSpan(0, 8))}\""));
        var route = app.MapGet(Address, () => Results.File(Path, "application/json", entityTag: tag.Value)).ExcludeFromDescription();
        if (access == OpenApiAccess.Key)
        {
            route.RequireAuthorization(nameof(Role.Read));
            return;
        }
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "swagger";
            ui.SwaggerEndpoint(Address, $"GroundTransport {Document}");
            ui.DocumentTitle = "GroundTransport";
        });
    }

    /// <summary>The document as the code describes it now.</summary>
    public static async Task<string> Generate(IServiceProvider services, CancellationToken ct)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document);
        return await (await provider.GetOpenApiDocumentAsync(ct)).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct);
    }

    /// <summary>Prints the document: the command <c>openapi</c>.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> PrintOpenApi(this WebApplication app)
    {
        // The routes are registered when the server starts; here it doesn't.
        ((IApplicationBuilder)app).UseEndpoints(_ => { });
        System.Console.WriteLine(await Generate(app.Services, CancellationToken.None));
        return 0;
    }
}
