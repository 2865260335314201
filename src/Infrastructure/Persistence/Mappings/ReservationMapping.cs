using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain.Decisions;
using GroundTransport.Domain.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static GroundTransport.Infrastructure.Persistence.ReservationListColumns;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>What is searched, sorted or counted has a column; the rides are JSON text, which is replaced as a whole.</summary>
internal sealed class ReservationMapping : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> builder)
    {
        builder.ToTable("reservations");
        builder.HasKey(reservation => reservation.Id);
        builder.Property(reservation => reservation.Id).ValueGeneratedNever();
        builder.Property(reservation => reservation.Version).IsConcurrencyToken();
        builder.Property(reservation => reservation.Ride).HasMaxLength(-1)
            .HasConversion(ride => StoredJson.Write(ride), text => StoredJson.Read<Ride>(text));
        builder.Property(reservation => reservation.PendingChange).HasMaxLength(-1)
            .HasConversion(ride => StoredJson.Write(ride), text => StoredJson.Read<Ride>(text!));
        builder.Property(reservation => reservation.Service).HasMaxLength(-1)
            .HasConversion(service => StoredJson.Write(service), text => StoredJson.Read<RideService>(text));
        builder.Property(reservation => reservation.Deadline).HasMaxLength(400)
            .HasConversion(deadline => StoredJson.Write(deadline), text => StoredJson.Read<DecisionDeadline>(text!));
        builder.Property(reservation => reservation.ReceiptUserId).HasMaxLength(36);
        builder.Ignore(reservation => reservation.LatestRide);
        builder.Ignore(reservation => reservation.Charged);
        builder.Ignore(reservation => reservation.DecideBefore);
        builder.Ignore(reservation => reservation.Holds);

        builder.Property<DateTimeOffset>(PickupAt);
        builder.Property<DateTimeOffset>(EndsAt);
        builder.Property<DateTimeOffset?>(DecideBeforeAt);
        builder.Property<string>(Passenger).HasMaxLength(400).IsRequired();
        builder.Property<string>(Pickup).HasMaxLength(400).IsRequired();
        builder.Property<string>(Dropoff).HasMaxLength(400).IsRequired();
        builder.Property<string>(Phone).HasMaxLength(400).IsRequired();
        builder.Property<string>(Flight).HasMaxLength(400).IsRequired();
        builder.Property<Progress>(ReservationListColumns.Progress);
        builder.Property<string>(DriverName).HasMaxLength(100).IsRequired();
        builder.Property<string>(DriverPhone).HasMaxLength(100).IsRequired();
        builder.Property<string>(DriverNumber).HasMaxLength(100).IsRequired();
        builder.Property<string>(ExternalReference).HasMaxLength(100).IsRequired();
        builder.Property<DateTimeOffset?>(AssignedAt);
        builder.Property<long>(RateMinor);
        builder.Property<string>(Currency).HasMaxLength(3).IsRequired();

        builder.HasIndex(reservation => new { reservation.SoldAt, reservation.Id });
        builder.HasIndex(reservation => new { reservation.ChangedAt, reservation.Id });
        builder.HasIndex(PickupAt, nameof(Reservation.Id));
        builder.HasIndex(nameof(Reservation.VendorCode), AssignedAt);
        builder.HasIndex(reservation => reservation.UnseenSince);
        builder.HasIndex(DecideBeforeAt);
        builder.HasIndex(nameof(Reservation.Status), EndsAt);
        builder.HasIndex(reservation => reservation.ConfirmationNumber);
        builder.HasIndex(ExternalReference);
    }
}

/// <summary>The words by which reservations are found; a search reads a range of the primary key.</summary>
internal sealed class ReservationWordMapping : IEntityTypeConfiguration<ReservationWordRow>
{
    public void Configure(EntityTypeBuilder<ReservationWordRow> builder)
    {
        builder.ToTable("reservation_words");
        builder.HasKey(row => new { row.Word, row.ReservationId });
        builder.HasIndex(row => row.ReservationId);
        builder.Property(row => row.Word).HasMaxLength(SearchWords.MaxLength);
    }
}

/// <summary>A reservation's history; entries are never changed, but for what the notification ledger notes.</summary>
internal sealed class HistoryMapping : IEntityTypeConfiguration<HistoryEntry>
{
    public void Configure(EntityTypeBuilder<HistoryEntry> builder)
    {
        builder.ToTable("reservation_history");
        builder.HasKey(entry => new { entry.ReservationId, entry.Seq });
        // The property names are reserved words in SQL.
        builder.Property(entry => entry.From).HasColumnName("from_status");
        builder.Property(entry => entry.To).HasColumnName("to_status");
        builder.Property(entry => entry.Why).HasMaxLength(4000);
        builder.Property(entry => entry.Details).HasMaxLength(-1);
        // Only of what Concur isn't known to have: it is small, however many reservations there are.
        builder.HasIndex(entry => new { entry.UnnotifiedSince, entry.ReservationId }).HasFilter("unnotified_since IS NOT NULL");
    }
}

/// <summary>The times for which reservations take vehicles.</summary>
internal sealed class HoldMapping : IEntityTypeConfiguration<HoldRow>
{
    public void Configure(EntityTypeBuilder<HoldRow> builder)
    {
        builder.ToTable("holds");
        builder.HasKey(hold => new { hold.ReservationId, hold.Ordinal });
        builder.HasIndex(hold => new { hold.VendorCode, hold.VehicleId, hold.TakenTo, hold.TakenFrom });
    }
}

/// <summary>Request keys; the primary key decides which of two equal requests is the first.</summary>
internal sealed class RequestKeyMapping : IEntityTypeConfiguration<RequestKey>
{
    public void Configure(EntityTypeBuilder<RequestKey> builder)
    {
        builder.ToTable("request_keys");
        builder.HasKey(key => new { key.Scope, key.Key });
        builder.Property(key => key.Key).HasColumnName("request_key");
        builder.HasIndex(key => key.ExpiresAt);
    }
}
