using System.ComponentModel;
using GroundTransport.Api.Hosting;
using GroundTransport.Api.OpenApi;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Application.Receipts;
using GroundTransport.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using static GroundTransport.Api.Hosting.RestConventions;

namespace GroundTransport.Api.AdminEndpoints;

/// <summary>Receipts in Concur Expense: who gets them, how far they are, and their pictures.</summary>
public static class ReceiptEndpoints
{
    private static readonly string[] PictureTypes = ["image/png", "image/jpeg", "application/pdf"];

    public static void MapReceipts(this RouteGroupBuilder api)
    {
        var receipts = api.MapGroup("").WithTags("Receipts");
        receipts.MapGet("/receipts", List).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<Page<ReceiptListing>>("listReceipts", "List receipts", "The receipts of all reservations, newest first.");
        receipts.MapGet("/reservations/{id:long}/receipt", Get).RequireAuthorization(nameof(Role.Read))
            .WithDocumentation<ReceiptBody>(
                "getReceipt", "Get a reservation's receipt", "Who gets it, how far it is, and its adjustments.");
        receipts.MapPut("/reservations/{id:long}/receipt", Put).RequireAuthorization(nameof(Role.Dispatch))
            .WithDocumentation<ReceiptBody>(
                "putReceiptRecipient", "Name the recipient of a receipt",
                "The Concur user in whose Expense the receipt appears, before or after the ride ends. It is remembered for the passenger's "
                + "e-mail address.")
            .WithRequestExample(Examples.ReceiptRecipient);
        receipts.MapPost("/reservations/{id:long}/receipt/retry", Retry).RequireAuthorization(nameof(Role.Dispatch))
            .WithDocumentation<ReceiptBody>(
                "retryReceipt", "Send a receipt again",
                "What can't have arrived is written anew, by the vendor's present settings; what may have arrived is looked for first.");
        receipts.MapPut("/reservations/{id:long}/receipt/image", PutImage).RequireAuthorization(nameof(Role.Dispatch))
            .WithMetadata(new RequestSizeLimitAttribute(PutReceiptImage.MaxBytes))
            .Accepts<byte[]>(PictureTypes[0], PictureTypes[1..])
            .WithDocumentation<ReceiptBody>(
                "putReceiptImage", "Add a picture to a receipt",
                "A PNG, a JPEG or a PDF of at most 5 MB, for what a jurisdiction asks for beyond Concur's data. Until the receipt is sent, "
                + "another one replaces it.");
    }

    private static async Task<IResult> List(
        HttpContext context, IMediator mediator,
        [EnumWords<ReceiptState>, Description("Only receipts in this state.")] string? state,
        [Description("Only receipts of this reservation, by its id.")] long? reservation, int? limit, string? cursor, CancellationToken ct)
    {
        if (ParseEnum<ReceiptState>("state", state) is var states && states.IsRefused)
            return Problems.Result(context, states.Refusal);
        var query = new ListReceipts(Caller(context))
        {
            State = states.Value,
            ReservationId = reservation,
            Limit = limit ?? 50,
            After = cursor,
        };
        return (await mediator.Send(query, ct)).Match(
            page => Results.Ok(new Page<ReceiptListing>([.. page.Items.Select(ReceiptListing.Of)], page.Next)),
            refusal => Problems.Result(context, refusal));
    }

    private static async Task<IResult> Get(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        Respond(context, await mediator.Send(new GetReceipt(Caller(context), id), ct));

    private static async Task<IResult> Put(
        HttpContext context, IMediator mediator, long id, ReceiptRecipientBody body, CancellationToken ct) =>
        Respond(context, await mediator.Send(new PutReceiptRecipient(Caller(context), id, body.ConcurUserId), ct));

    private static async Task<IResult> Retry(HttpContext context, IMediator mediator, long id, CancellationToken ct) =>
        Respond(context, await mediator.Send(new RetryReceipt(Caller(context), id), ct));

    private static async Task<IResult> PutImage(HttpContext context, IMediator mediator, long id, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, ct);
        return Respond(context, await mediator.Send(new PutReceiptImage(Caller(context), id, content.ToArray()), ct));
    }

    private static IResult Respond(HttpContext context, Outcome<ReservationReceipts> outcome) => outcome.Match(
        receipts => Results.Ok(ReceiptBody.Of(receipts)), refusal => Problems.Result(context, refusal));
}
