using System.Globalization;
using GroundTransport.Api.AdminEndpoints;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Administration.RatePlans;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Dispatch.ReadModels;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using MediatR;

namespace GroundTransport.Api.Console.Rates;

/// <summary>A search to try, with its explanation or a month of its prices. It is a GET: its address can be kept.</summary>
public static class TryPricesEndpoints
{
    public static void MapTryPrices(this RouteGroupBuilder pages) => pages.MapGet("rates/try", Show);

    private static async Task<IResult> Show(HttpContext context, IMediator mediator, ICatalog catalog, CancellationToken ct)
    {
        var by = RestConventions.Caller(context);
        var ride = new RideFields(context.Request.Query);
        if (ride.Text("vendor") is not { } code || !by.Sees(code) || !catalog.Current.Vendors.TryGetValue(code, out var onSale))
            return ProblemPages.Result(context, 404, "There is no such vendor, or your key doesn't see it.");
        var model = new TryPricesModel(onSale.Vendor, ride);
        if (!ride.IsFilled)
            return Page.Show<TryPricesPage, TryPricesModel>(model);
        return ride.IsCalendar
            ? Result(model, await Send(mediator, ride.ToCalendar(by, code), ct), (shown, calendar) => shown with { Calendar = calendar })
            : Result(model, await Send(mediator, ride.ToExplain(by, code), ct), (shown, explained) => shown with { Explained = explained });
    }

    private static async Task<Outcome<T>> Send<TQuery, T>(IMediator mediator, Outcome<TQuery> query, CancellationToken ct)
        where TQuery : IRequest<Outcome<T>> => query.IsRefused ? query.Refusal : await mediator.Send(query.Value, ct);

    private static Task<Outcome<PriceCalendar>> Send(IMediator mediator, Outcome<GetPriceCalendar> query, CancellationToken ct) =>
        Send<GetPriceCalendar, PriceCalendar>(mediator, query, ct);

    private static Task<Outcome<PricesExplained>> Send(IMediator mediator, Outcome<ExplainPrices> query, CancellationToken ct) =>
        Send<ExplainPrices, PricesExplained>(mediator, query, ct);

    private static IResult Result<T>(TryPricesModel model, Outcome<T> outcome, Func<TryPricesModel, T, TryPricesModel> with) =>
        outcome.Refusal is { } refusal
            ? Page.Show<TryPricesPage, TryPricesModel>(model with { Problem = refusal }, 422)
            : Page.Show<TryPricesPage, TryPricesModel>(with(model, outcome.Value));
}

/// <summary>The fields of the form, as its address has them.</summary>
public sealed class RideFields(IQueryCollection query)
{
    public bool IsFilled => Text("service") is not null;

    public bool IsCalendar => Text("show") == "calendar";

    public string? Text(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    internal Outcome<ExplainPrices> ToExplain(Application.Callers.Operator by, string code) =>
        new ExplainBody(
            null, Word<ServiceType>("service"), null, Place("pickup"), Place("dropoff"), Text("start"), Text("end"), Passengers,
            Word<VehicleType>("vehicle"), null).ToQuery(by, code);

    internal Outcome<GetPriceCalendar> ToCalendar(Application.Callers.Operator by, string code) =>
        new PriceCalendarBody(
            Text("month") ?? (Text("start") is { Length: > 7 } start ? start[..7] : null), null, Word<ServiceType>("service"), null,
            Place("pickup"), Place("dropoff"), Text("start"), Text("end"), Passengers, Word<VehicleType>("vehicle"), null)
            .ToQuery(by, code);

    private int? Passengers =>
        int.TryParse(Text("passengers"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A code is an airport's or a station's; anything else is an address.</summary>
    private PlaceBody Place(string name) => new(
        Word<StopKind>($"{name}Kind") ?? StopKind.Address, Text($"{name}Street"), Text($"{name}City"), Text($"{name}State"),
        Text($"{name}Country"), Text($"{name}Postal"), Text($"{name}Code"), null);

    private T? Word<T>(string name)
        where T : struct, Enum => Text(name) is { } word ? EnumWords.Parse<T>(word) : null;
}
