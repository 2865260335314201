using GroundTransport.Application.Outbox;
using GroundTransport.Application.Receipts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>The outbox of receipts: one per reservation and version.</summary>
internal sealed class ReceiptMapping : IEntityTypeConfiguration<ReceiptDelivery>
{
    public void Configure(EntityTypeBuilder<ReceiptDelivery> builder)
    {
        builder.ToTable("receipts");
        builder.HasKey(row => row.Id);
        builder.Ignore(row => row.Destination);
        builder.Ignore(row => row.Image);
        builder.Property(row => row.Reference).HasMaxLength(40);
        builder.Property(row => row.UserId).HasMaxLength(36);
        builder.Property(row => row.PassengerKey).HasMaxLength(64);
        builder.Property(row => row.Currency).HasMaxLength(3);
        builder.Property(row => row.Payload).HasMaxLength(-1);
        builder.Property(row => row.LastAnswer).HasMaxLength(500);
        builder.Property(row => row.StatusUrl).HasMaxLength(ReceiptDelivery.LongestStatusUrl);
        builder.Property(row => row.Details).HasMaxLength(ReceiptAnswer.MaxDetails);
        // A sender that has claimed it sends what it has read: a change that didn't see the claim is a conflict.
        builder.Property(row => row.LeaseToken).IsConcurrencyToken();
        builder.HasIndex(row => new { row.ReservationId, row.Seq }).IsUnique();
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasIndex(row => new { row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.PassengerKey, row.State });
    }
}

/// <summary>The Concur users that are remembered: one per direct connect and passenger.</summary>
internal sealed class ReceiptUserMapping : IEntityTypeConfiguration<ReceiptUserRow>
{
    public void Configure(EntityTypeBuilder<ReceiptUserRow> builder)
    {
        builder.ToTable("receipt_users");
        builder.HasKey(row => new { row.DirectConnectId, row.PassengerKey });
        builder.Property(row => row.DirectConnectId).HasMaxLength(36);
        builder.Property(row => row.PassengerKey).HasMaxLength(64);
        builder.Property(row => row.UserId).HasMaxLength(36);
    }
}

/// <summary>The pictures of receipts: one per reservation.</summary>
internal sealed class ReceiptImageMapping : IEntityTypeConfiguration<ReceiptImage>
{
    public void Configure(EntityTypeBuilder<ReceiptImage> builder)
    {
        builder.ToTable("receipt_images");
        builder.HasKey(row => row.ReservationId);
        builder.Property(row => row.ReservationId).ValueGeneratedNever();
    }
}
