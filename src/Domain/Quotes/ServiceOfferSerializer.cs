using System.Text;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;

namespace GroundTransport.Domain.Quotes;

/// <summary>
/// A pricing service's offer as bytes, for the tail of its quote. It is read only after its hash was compared with the signed head's,
/// so it only ever reads its own output.
/// </summary>
internal static class ServiceOfferSerializer
{
    [Flags]
    private enum Fee : byte
    {
        None = 0,
        Percent = 1,
        Amount = 2,
        Hours = 4,
        Forbidden = 8,
    }

    [Flags]
    private enum Accepted : byte
    {
        None = 0,
        CardPresentedAtRide = 1,
        Cash = 2,
        Check = 4,
    }

    public static byte[] Write(ServiceOffer offer)
    {
        using var bytes = new MemoryStream(512);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(offer.Id);
        writer.Write(offer.PickupTimeZone.Id);
        writer.Write(offer.ZoneAtDropoff?.Id ?? "");
        writer.Write(offer.City);
        writer.Write(offer.ValidUntil.ToUnixTimeSeconds());
        writer.Write(offer.EndsAt.ToUnixTimeSeconds());
        Write(writer, offer.Vehicle);
        Write(writer, offer.Fare);
        Write(writer, offer.AcceptedPayment);
        Write(writer, offer.Cancellation);
        JourneySerializer.Write(writer, offer.Journey);
        return bytes.ToArray();
    }

    public static ServiceOffer Read(byte[] bytes, string vendorCode)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (id, timeZone, atDropoff, city) = (reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
        var validUntil = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        var ends = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        var (vehicle, fare) = (ReadVehicle(reader), ReadFare(reader));
        var (payment, cancellation) = (ReadPayment(reader), ReadPolicy(reader));
        var journey = JourneySerializer.Read(reader);
        return new ServiceOffer(vendorCode, id, journey, TimeZoneInfo.FindSystemTimeZoneById(timeZone), vehicle, fare, ends)
        {
            ValidUntil = validUntil,
            AcceptedPayment = payment,
            Cancellation = cancellation,
            City = city,
            ZoneAtDropoff = atDropoff.Length == 0 ? null : TimeZoneInfo.FindSystemTimeZoneById(atDropoff),
        };
    }

    private static void Write(BinaryWriter writer, FleetVehicle vehicle)
    {
        writer.Write(vehicle.VehicleId);
        writer.Write((ushort)vehicle.Type);
        writer.Write((ushort)vehicle.ClassOfService);
        writer.Write(vehicle.Description);
        writer.Write7BitEncodedInt(vehicle.MaxPassengers);
    }

    private static FleetVehicle ReadVehicle(BinaryReader reader) => new()
    {
        VehicleId = reader.ReadString(),
        Type = (VehicleType)reader.ReadUInt16(),
        ClassOfService = (ClassOfService)reader.ReadUInt16(),
        Description = reader.ReadString(),
        MaxPassengers = reader.Read7BitEncodedInt(),
        Count = 0,
    };

    private static void Write(BinaryWriter writer, Fare fare)
    {
        writer.Write((byte)fare.Type);
        writer.Write(fare.Currency.Code);
        foreach (var part in (ReadOnlySpan<Money>)[fare.BasePrice, fare.ServiceCharge, fare.SurCharge, fare.Tax])
            writer.Write7BitEncodedInt64(part.MinorUnits);
        writer.Write(fare.SurChargeDescription);
        writer.Write(fare.MinHours ?? 0);
    }

    private static Fare ReadFare(BinaryReader reader)
    {
        var type = (RateType)reader.ReadByte();
        var currency = Currency.Of(reader.ReadString());
        Money Next() => Money.FromMinorUnits(reader.Read7BitEncodedInt64(), currency);
        var fare = new Fare { Type = type, BasePrice = Next(), ServiceCharge = Next(), SurCharge = Next(), Tax = Next() };
        var description = reader.ReadString();
        var hours = reader.ReadDecimal();
        return fare with { SurChargeDescription = description, MinHours = hours == 0 ? null : hours };
    }

    private static void Write(BinaryWriter writer, PaymentTerms terms)
    {
        writer.Write((byte)((terms.CardPresentedAtRide ? Accepted.CardPresentedAtRide : 0) | (terms.Cash ? Accepted.Cash : 0)
            | (terms.Check ? Accepted.Check : 0)));
        writer.Write7BitEncodedInt(terms.Cards.Count);
        foreach (var card in terms.Cards)
            writer.Write((byte)card);
        writer.Write7BitEncodedInt(terms.DirectBilling.Count);
        foreach (var company in terms.DirectBilling)
            writer.Write(company);
    }

    private static PaymentTerms ReadPayment(BinaryReader reader)
    {
        var accepted = (Accepted)reader.ReadByte();
        return new PaymentTerms
        {
            CardPresentedAtRide = accepted.HasFlag(Accepted.CardPresentedAtRide),
            Cash = accepted.HasFlag(Accepted.Cash),
            Check = accepted.HasFlag(Accepted.Check),
            Cards = ReadList(reader, () => (CardType)reader.ReadByte()),
            DirectBilling = ReadList(reader, reader.ReadString),
        };
    }

    private static void Write(BinaryWriter writer, CancellationPolicy? policy)
    {
        writer.Write(policy is not null);
        if (policy is null)
            return;
        writer.Write7BitEncodedInt(policy.Tiers.Count);
        foreach (var tier in policy.Tiers)
        {
            writer.Write(tier.HoursBefore);
            Write(writer, tier, tier.Forbidden);
        }
        writer.Write(policy.NoShow is not null);
        if (policy.NoShow is { } noShow)
            Write(writer, noShow, forbidden: false);
    }

    private static CancellationPolicy? ReadPolicy(BinaryReader reader) => !reader.ReadBoolean() ? null : new CancellationPolicy
    {
        Tiers = ReadList(reader, () =>
        {
            var hoursBefore = reader.ReadDecimal();
            var (fee, has) = ReadFee(reader);
            return new CancellationTier
            {
                HoursBefore = hoursBefore,
                Percent = fee.Percent,
                Amount = fee.Amount,
                Hours = fee.Hours,
                Forbidden = has.HasFlag(Fee.Forbidden),
            };
        }),
        NoShow = reader.ReadBoolean() ? ReadFee(reader).Fee : null,
    };

    private static void Write(BinaryWriter writer, CancellationFee fee, bool forbidden)
    {
        writer.Write((byte)((fee.Percent is null ? 0 : Fee.Percent) | (fee.Amount is null ? 0 : Fee.Amount)
            | (fee.Hours is null ? 0 : Fee.Hours) | (forbidden ? Fee.Forbidden : 0)));
        foreach (var part in (ReadOnlySpan<decimal?>)[fee.Percent, fee.Amount, fee.Hours])
        {
            if (part is { } number)
                writer.Write(number);
        }
    }

    private static (CancellationFee Fee, Fee Has) ReadFee(BinaryReader reader)
    {
        var has = (Fee)reader.ReadByte();
        decimal? Next(Fee part) => has.HasFlag(part) ? reader.ReadDecimal() : null;
        return (new CancellationFee { Percent = Next(Fee.Percent), Amount = Next(Fee.Amount), Hours = Next(Fee.Hours) }, has);
    }

    private static List<T> ReadList<T>(BinaryReader reader, Func<T> next)
    {
        var count = reader.Read7BitEncodedInt();
        var list = new List<T>(count);
        while (list.Count < count)
            list.Add(next());
        return list;
    }
}
