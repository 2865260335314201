using System.Globalization;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Application.Csv;
using GroundTransport.Application.Dispatch;
using GroundTransport.Application.Paging;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Api.Console.Rides;

/// <summary>The rides by pickup time, found by anything, and as a file.</summary>
public static class RidesEndpoints
{
    /// <summary>How many rides a page shows.</summary>
    private const int PageSize = 50;

    /// <summary>The most lines of a file.</summary>
    private const int MaxLines = 10_000;

    private static readonly string[] Columns =
    [
        "id", "vendor", "state", "pickupTime", "timeZone", "passenger", "phone", "pickup", "dropoff", "connection", "passengers",
        "vehicleKind", "driver", "driverPhone", "plate", "progress", "confirmationNumber", "externalReference", "price", "currency",
    ];

    public static void MapRides(this RouteGroupBuilder pages)
    {
        pages.MapGet("rides", Show);
        pages.MapGet("rides.csv", Download);
    }

    private static async Task<IResult> Show(
        HttpContext context, IMediator mediator, ICatalog catalog, TimeProvider clock,
        string? q, string? vendor, string? state, string? day, string? cursor, CancellationToken ct)
    {
        var caller = RestConventions.Caller(context);
        var filter = RidesFilter.Of(caller, catalog.Current, clock.GetUtcNow(), q, vendor, state, day);
        var rides = await mediator.Send(filter.ToQuery(caller, PageSize, cursor), ct);
        return rides.Refusal is { } refusal
            ? ProblemPages.Result(context, 400, refusal.Message.Render(FieldNames.Of))
            : Page.Show<RidesPage, RidesModel>(new RidesModel(rides.Value, filter, cursor is null));
    }

    private static async Task<IResult> Download(
        HttpContext context, IMediator mediator, ICatalog catalog, TimeProvider clock,
        string? q, string? vendor, string? state, string? day, CancellationToken ct)
    {
        var caller = RestConventions.Caller(context);
        var filter = RidesFilter.Of(caller, catalog.Current, clock.GetUtcNow(), q, vendor, state, day);
        var rides = new List<Reservation>();
        string? cursor = null;
        do
        {
            var page = await mediator.Send(filter.ToQuery(caller, Cursor.LongestPage, cursor), ct);
            if (page.Refusal is { } refusal)
                return ProblemPages.Result(context, 400, refusal.Message.Render(FieldNames.Of));
            rides.AddRange(page.Value.Items);
            cursor = page.Value.Next;
        }
        while (cursor is not null && rides.Count < MaxLines);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"rides-{filter.Day:yyyy-MM-dd}.csv\"";
        return Results.Text(CsvText.Write(Columns, rides.Select(Line)), CsvText.ContentType);
    }

    private static string[] Line(Reservation reservation)
    {
        var (ride, service) = (reservation.LatestRide, reservation.Service);
        return
        [
            reservation.Id.ToString(CultureInfo.InvariantCulture), reservation.VendorCode, RideText.Words(reservation.Status.State),
            ride.LocalStart.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), ride.TimeZone, ride.Passenger.FullName,
            RideText.Phone(ride), RideText.Place(ride.Journey.Pickup), RideText.Place(ride.Journey.Dropoff), RideText.Connection(ride),
            ride.Journey.Passengers.ToString(CultureInfo.InvariantCulture), ride.Vehicle.Description, service.Driver.Name,
            service.Driver.Phone, service.Vehicle.Plate, RideText.Words(service.Progress), reservation.ConfirmationNumber,
            service.ExternalReference, reservation.Charged.ToAmountText(), reservation.Charged.Currency.Code,
        ];
    }
}

/// <summary>Which rides are listed.</summary>
/// <param name="Text">What was searched for; empty: nothing.</param>
/// <param name="Vendor">Empty: all that the key sees.</param>
/// <param name="State">A state's word, or "all"; empty: those that aren't declined or cancelled.</param>
/// <param name="Day">The first day.</param>
/// <param name="IsDayGiven">Whether only this day is listed.</param>
/// <param name="Today">Today in the vendor's time zone.</param>
/// <param name="Zone">In which the day is meant.</param>
/// <param name="Vendors">The vendors to choose from, with their names.</param>
public sealed record RidesFilter(
    string Text, string Vendor, string State, DateOnly Day, bool IsDayGiven, DateOnly Today, TimeZoneInfo Zone,
    IReadOnlyList<(string Code, string Name)> Vendors)
{
    public const string AllStates = "all";

    private static readonly ReservationState[] Gone = [ReservationState.Declined, ReservationState.Cancelled];

    public static RidesFilter Of(
        Operator caller, CatalogSnapshot catalog, DateTimeOffset now, string? q, string? vendor, string? state, string? day)
    {
        var vendors = catalog.Vendors.Values.Select(sale => sale.Vendor).Where(known => caller.Sees(known.Code))
            .OrderBy(known => known.Code, StringComparer.Ordinal).ToList();
        var chosen = vendors.Find(known => known.Code == vendor);
        var zone = TimeZoneInfo.FindSystemTimeZoneById((chosen ?? vendors.FirstOrDefault())?.TimeZone ?? "UTC");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var isDayGiven = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given);
        return new RidesFilter(
            q?.Trim() ?? "", vendor ?? "", state ?? "", isDayGiven ? given : today, isDayGiven, today, zone,
            [.. vendors.Select(known => (known.Code, known.Name))]);
    }

    /// <summary>A search looks at all days, and the newest sale is first.</summary>
    public bool IsSearch => Text.Length > 0 && !IsDayGiven;

    public ListRides ToQuery(Operator caller, int limit, string? cursor) => new(caller)
    {
        Text = Text.Length == 0 ? null : Text,
        Vendor = Vendor.Length == 0 ? null : Vendor,
        States = States(),
        From = IsSearch ? null : Instant(Day),
        To = IsDayGiven ? Instant(Day.AddDays(1)) : null,
        Sort = IsSearch ? ReservationSort.SoldAt : ReservationSort.PickupAt,
        Limit = limit,
        After = string.IsNullOrEmpty(cursor) ? null : cursor,
    };

    /// <summary>The page's address with this filter.</summary>
    public string Path(string page, DateOnly? day = null, string? cursor = null)
    {
        var parameters = new[]
        {
            ("q", Text), ("vendor", Vendor), ("state", State), ("day", day is { } other ? Iso(other) : IsDayGiven ? Iso(Day) : ""),
            ("cursor", cursor ?? ""),
        }.Where(parameter => parameter.Item2.Length > 0).Select(parameter => $"{parameter.Item1}={Uri.EscapeDataString(parameter.Item2)}");
        return string.Join('?', new[] { page, string.Join('&', parameters) }.Where(part => part.Length > 0));
    }

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private IReadOnlyList<ReservationState>? States() =>
        State == AllStates || (State.Length == 0 && IsSearch) ? null
        : State.Length > 0 ? [.. Enum.GetValues<ReservationState>().Where(known => $"{known}" == State)]
        : [.. Enum.GetValues<ReservationState>().Except(Gone)];

    /// <summary>When a day begins in the zone.</summary>
    private DateTimeOffset Instant(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock is set forward at midnight, the day begins an hour later.
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(Zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight));
    }
}
