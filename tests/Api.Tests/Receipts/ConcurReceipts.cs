using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GroundTransport.Api.Tests.Receipts;

/// <summary>Concur's token endpoint and its receipt service, which stores what it accepts and processes it at once.</summary>
public sealed class ConcurReceipts : IAsyncDisposable
{
    private WebApplication server = null!;

    public Uri Url => new(server.Urls.First());

    /// <summary>The statuses of the next posts, in order; without one a post is accepted. 500 stores it all the same.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>What was stored: the user, the content type and the receipt.</summary>
    public ConcurrentQueue<(string User, string ContentType, JsonNode Receipt)> Stored { get; } = new();

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What the tokens may be used for.</summary>
    public string Scope { get; set; } = "receipts.write";

    /// <summary>Whether accepted receipts are processed.</summary>
    public bool Processes { get; set; } = true;

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Use((context, next) =>
        {
            Calls.Enqueue($"{context.Request.Method} {context.Request.Path}");
            return next(context);
        });
        server.MapPost("/oauth2/v0/token", () => Results.Text(
            $$"""{"expires_in":3600,"scope":"{{Scope}}","token_type":"Bearer","access_token":"t","refresh_token":"r"}""",
            "application/json"));
        server.MapPost("/api/tws/v1.0/Limo/PostBack", () => Results.Text(
            "<CC_LimoPostBackResponse><Success>Updated Trip Status successfully.</Success></CC_LimoPostBackResponse>", "application/xml"));
        server.MapPost("/receipts/v4/users/{user}", Post);
        server.MapGet("/receipts/v4/users/{user}", (string user) => Results.Json(new JsonObject
        {
            ["receipts"] = new JsonArray([.. Stored.Select((stored, number) => new JsonObject
            {
                ["id"] = $"id-{number}",
                ["receipt"] = stored.Receipt.DeepClone(),
            })]),
        }));
        server.MapGet("/receipts/v4/status/{id}", (string id) => Results.Json(new
        {
            status = Processes ? "PROCESSED" : "PROCESSING",
            logs = new[] { new { logLevel = "INFO", message = "Processing finished.", timestamp = "now" } },
        }));
        await server.StartAsync();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task<IResult> Post(HttpContext context, string user)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        using var reader = new StreamReader(context.Request.Body);
        var receipt = JsonNode.Parse(form is null ? await reader.ReadToEndAsync() : form["receipt"].ToString())!;
        var status = Answers.TryDequeue(out var scripted) ? scripted : 201;
        if (status is 201 or 500)
            Stored.Enqueue((user, form is null ? "application/json" : form.Files["image"]!.ContentType, receipt));
        if (status == 400)
            return Results.Json(new { validationErrors = new[] { new { message = "seller.taxId is required" } } }, statusCode: 400);
        if (status != 201)
            return Results.StatusCode(status);
        context.Response.Headers.Location = $"/receipts/v4/id-{Stored.Count - 1}";
        return Results.StatusCode(201);
    }
}
