using System.Globalization;
using System.Text.Json;
using AutoMapper;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch.ReadModels;

/// <summary>Maps the aggregate to the models that REST returns.</summary>
public sealed class ReadModelMapping : Profile
{
    public ReadModelMapping()
    {
        CreateMap<Money, decimal>().ConvertUsing(money => money.Amount);
        CreateMap<Currency, string>().ConvertUsing(currency => currency.Code);
        CreateMap<Enum, string>().ConvertUsing(value => NameOf(value));
        CreateMap<ReservationStatus, string>().ConvertUsing(status => status.ToString());
        CreateMap<RateType, string>().ConvertUsing(value => NameOf(value));
        CreateMap<Stop, StopModel>().ConvertUsing(stop => ModelOf(stop));
        CreateMap<Payment, PaymentModel>().ConvertUsing(payment => ModelOf(payment));
        CreateMap<Accounting, IReadOnlyList<string>>()
            .ConvertUsing(fields => new[] { fields.Field1, fields.Field2, fields.Field3, fields.Field4, fields.Field5 });
        CreateMap<Passenger, PassengerModel>();
        CreateMap<SpecialRequests, SpecialRequestsModel>();
        CreateMap<Fare, FareModel>();
        CreateMap<BookedVehicle, VehicleModel>().ForMember(model => model.Type, to => to.MapFrom(vehicle => NameOf(vehicle.Type)));
        CreateMap<Booker, BookerModel>();
        CreateMap<FinalFare, FareModel>()
            .ForMember(model => model.Type, to => to.MapFrom(_ => "final"))
            .ForMember(model => model.Currency, to => to.MapFrom(fare => fare.Rate.Currency.Code))
            .ForMember(model => model.SurChargeDescription, to => to.MapFrom(_ => ""));
        CreateMap<RideService, ServiceModel>()
            .ForMember(model => model.Progress, to => to.MapFrom(service => NameOf(service.Progress)))
            .ForMember(model => model.Outcome, to => to.MapFrom(service => service.Outcome == null ? "" : NameOf(service.Outcome)))
            .ForMember(model => model.CancellationFee, to => to.MapFrom(
                service => service.CancellationFee == null ? (decimal?)null : service.CancellationFee.Value.Amount));
        CreateMap<Ride, RideModel>()
            .ForMember(model => model.ServiceType, to => to.MapFrom(ride => NameOf(ride.Journey.ServiceType)))
            .ForMember(model => model.ClassOfService, to => to.MapFrom(ride => NameOf(ride.Journey.ClassOfService)))
            .ForMember(model => model.Pickup, to => to.MapFrom(ride => ride.Journey.Pickup))
            .ForMember(model => model.Dropoff, to => to.MapFrom(ride => ride.Journey.Dropoff))
            .ForMember(model => model.Start, to => to.MapFrom(ride => ride.Journey.Start))
            .ForMember(model => model.LocalStart, to => to.MapFrom(ride => LocalStart(ride)))
            .ForMember(model => model.End, to => to.MapFrom(ride => ride.Journey.End))
            .ForMember(model => model.Passengers, to => to.MapFrom(ride => ride.Journey.Passengers));
        CreateMap<NotificationStatus, LastNotifiedModel>()
            .ForMember(model => model.Version, to => to.MapFrom(status => status.Last == null ? (int?)null : status.Last.Seq))
            .ForMember(model => model.Status, to => to.MapFrom(status => status.Last == null ? "" : status.Last.Status))
            .ForMember(model => model.At, to => to.MapFrom(status => status.Last == null ? (DateTimeOffset?)null : status.Last.At))
            .ForMember(model => model.By, to => to.MapFrom(
                status => status.Last == null ? "" : JsonNamingPolicy.CamelCase.ConvertName(status.Last.By)))
            .ForMember(model => model.CorrelationId, to => to.MapFrom(status => status.Last == null ? "" : status.Last.CorrelationId));
        CreateMap<Reservation, ReservationModel>()
            .ForMember(model => model.LastNotified, to => to.Ignore())
            .ForMember(model => model.Id, to => to.MapFrom(reservation => reservation.Id.ToString(CultureInfo.InvariantCulture)))
            .ForMember(model => model.Vendor, to => to.MapFrom(reservation => reservation.VendorCode))
            .ForMember(model => model.DirectConnect, to => to.MapFrom(reservation => reservation.DirectConnectId))
            .ForMember(model => model.NeedsDecision, to => to.MapFrom(reservation => NeedsDecision(reservation)))
            .ForMember(model => model.ProviderFeedback, to => to.MapFrom(reservation => ProviderFeedback.Of(reservation)));
    }

    private static bool NeedsDecision(Reservation reservation) => reservation.Status.NeedsDecision;

    private static string NameOf(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string LocalStart(Ride ride) =>
        ride.LocalStart.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static StopModel ModelOf(Stop stop)
    {
        var model = new StopModel { Name = stop.Name, Notes = stop.Notes };
        switch (stop)
        {
            case AddressStop address:
                (model.Kind, model.Street, model.City, model.State) = ("address", address.Street, address.City, address.State);
                (model.Country, model.PostalCode) = (address.Country, address.PostalCode);
                break;
            case AirportStop airport:
                (model.Kind, model.Code) = ("airport", airport.Code);
                (model.Connection, model.ConnectionAt) = ($"{airport.Flight?.Carrier} {airport.Flight?.Number}".Trim(), airport.Flight?.At);
                break;
            case StationStop station:
                (model.Kind, model.Code, model.City, model.State) = ("station", station.Code, station.City, station.State);
                (model.Connection, model.ConnectionAt) = ($"{station.Train?.Carrier} {station.Train?.Number}".Trim(), station.Train?.At);
                break;
            case AsDirected:
                model.Kind = "asDirected";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(stop), stop.GetType().Name, "Unknown stop");
        }
        return model;
    }

    private static PaymentModel ModelOf(Payment payment) => payment switch
    {
        CardPayment card => new PaymentModel
        {
            Kind = "card",
            CardType = card.Type.ToString(),
            LastFour = card.LastFour,
            Expiration = card.Expiration,
        },
        DirectBillingPayment billed => new PaymentModel { Kind = "directBilling", CompanyCode = billed.CompanyCode },
        CashPayment => new PaymentModel { Kind = "cash" },
        CheckPayment => new PaymentModel { Kind = "check" },
        _ => throw new ArgumentOutOfRangeException(nameof(payment), payment.GetType().Name, "Unknown form of payment"),
    };
}
