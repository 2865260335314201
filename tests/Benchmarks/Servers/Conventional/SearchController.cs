using System.Diagnostics;
using System.Globalization;
using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Application;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Quotes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GroundTransport.Benchmarks.Servers.Conventional;

/// <summary>
/// What the conventional stack keeps in memory: the plan's charges, the vendor's name and the quotes' key. Only rates are
/// queried.
/// </summary>
public sealed record SoldVendor(RatePlan Plan, VendorBody Name, TimeZoneInfo TimeZone, QuoteSigner Signer);

/// <summary>A conventional Search. Prices and quotes are the product's own code, so that both return the same rides.</summary>
[ApiController]
[Authorize]
[Route(GroundTransportationEndpoint.Path)]
public sealed class SearchController(RatesContext db, SoldVendor vendor) : ControllerBase
{
    [HttpPost]
    [Consumes("application/xml")]
    [Produces("application/xml")]
    public async Task<SearchReplyBody> Search(SearchBody search, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var (passengers, type) = (int.Parse(search.NumPassengers, CultureInfo.InvariantCulture),
            (VehicleType)int.Parse(search.VehicleType, CultureInfo.InvariantCulture));
        var classOfService = int.Parse(search.ClassOfService, CultureInfo.InvariantCulture);
        var (from, to) = (RatesSeed.PostalKey(search.PickupLocation.PostalCode),
            RatesSeed.AirportKey(search.DropoffLocation.Airport.AirportCode));
        var found = await (
            from pickup in db.ZoneKeys
            from dropoff in db.ZoneKeys
            join rate in db.Rates on new { From = pickup.ZoneCode, To = dropoff.ZoneCode } equals new { rate.From, rate.To }
            join vehicle in db.Vehicles on rate.VehicleId equals vehicle.Id
            where pickup.Key == @from && dropoff.Key == to && vehicle.MaxPassengers >= passengers
                && vehicle.ClassOfService >= classOfService
                && (type == VehicleType.Any || vehicle.Type == type)
            select new { Rate = rate, Vehicle = vehicle }).AsNoTracking().ToListAsync(ct);

        var journey = JourneyOf(search, passengers, classOfService);
        var limos = found.Select(row => Limo(journey, row.Rate, row.Vehicle))
            .OrderBy(limo => decimal.Parse(limo.RateInfo.Rate, CultureInfo.InvariantCulture)).ToList();
        return new SearchReplyBody
        {
            RequestData = search,
            Limos = limos,
            ElapsedMs = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds
        };
    }

    private static Journey JourneyOf(SearchBody search, int passengers, int classOfService)
    {
        var place = search.PickupLocation;
        return new Journey((ServiceType)int.Parse(search.ServiceType, CultureInfo.InvariantCulture), (ClassOfService)classOfService,
            new AddressStop(place.Address, place.City, place.State, place.Country, place.PostalCode),
                new AirportStop(search.DropoffLocation.Airport.AirportCode),
            DateTimeOffset.Parse(search.StartDateTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), null, passengers);
    }

    private LimoBody Limo(Journey journey, RateRow row, VehicleRow vehicle)
    {
        var rate = new FlatRate
        {
            Id = row.Id,
            VehicleId = row.VehicleId,
            From = row.From,
            To = row.To,
            Price = row.Price,
            Minutes = row.Minutes
        };
        var ride = new PricedJourney(journey, vendor.Plan.Zones.First(zone => zone.Code == row.From),
            vendor.Plan.Zones.First(zone => zone.Code == row.To), vendor.TimeZone);
        var fare = FareCalculator.Price(vendor.Plan, rate, ride);
        var now = DateTimeOffset.UtcNow;
        var quote = new Quote(vendor.Plan.VendorCode, 1, row.Id, fare.Rate.MinorUnits, now + Quote.DefaultLifetime, Identifiers.Nonce());
        return new LimoBody
        {
            RateInfo = new RateInfoBody
            {
                RateID = row.Id,
                Rate = fare.Rate.ToAmountText(),
                RateTypeCode = "F",
                CategoryCode = vendor.Signer
                    .Sign(quote, vendor.Signer.SignTail(journey, quote.Nonce, "conventional", now), "conventional", now),
                Currency = fare.Currency.Code,
                BasePrice = fare.BasePrice.ToAmountText(),
                ServiceCharge = fare.ServiceCharge.ToAmountText(),
                SurCharge = new SurChargeBody { Amount = fare.SurCharge.ToAmountText(), Description = fare.SurChargeDescription },
                Tax = fare.Tax.ToAmountText(),
                ExtraPickupCharge = fare.ExtraPickupCharge?.ToAmountText() ?? "",
                ExtraDropoffCharge = fare.ExtraDropoffCharge?.ToAmountText() ?? "",
                OptionalExtraStopCharge = fare.ExtraStop?.ToAmountText() ?? "",
                OptionalExtraTimeCharge = fare.ExtraTimePerHour?.ToAmountText() ?? "",
                Message = "Flat rate",
            },
            Vehicle = new VehicleBody
            {
                VehicleType = (int)vehicle.Type,
                Description = vehicle.Description,
                MaxPassengers = vehicle.MaxPassengers,
                VehicleID = vehicle.Id
            },
            Vendor = vendor.Name,
            AcceptedFops = new AcceptedFopsBody
            {
                FormOfPayment = new FormOfPaymentBody
                {
                    Cards =
                    [.. vendor.Plan.Payment.Cards.Select(card => new CardBody { Type = card.ToString() })],
                    DirectBilling = ""
                },
            },
        };
    }
}
