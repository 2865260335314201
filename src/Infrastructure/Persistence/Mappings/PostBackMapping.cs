using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>The outbox: one message per reservation and version.</summary>
internal sealed class PostBackMapping : IEntityTypeConfiguration<PostBack>
{
    public void Configure(EntityTypeBuilder<PostBack> builder)
    {
        builder.ToTable("post_backs");
        builder.HasKey(row => row.Id);
        builder.Ignore(row => row.Destination);
        builder.Property(row => row.Payload).HasMaxLength(-1);
        builder.Property(row => row.LastAnswer).HasMaxLength(500);
        builder.HasIndex(row => new { row.ReservationId, row.Seq }).IsUnique();
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasIndex(row => new { row.CreatedAt, row.Id });
    }
}

/// <summary>The notification ledger: one row per reservation.</summary>
internal sealed class LastNotifiedMapping : IEntityTypeConfiguration<LastNotified>
{
    public void Configure(EntityTypeBuilder<LastNotified> builder)
    {
        builder.ToTable("last_notified");
        builder.HasKey(row => row.ReservationId);
        builder.Property(row => row.ReservationId).ValueGeneratedNever();
        // The property names are reserved words in SQL.
        builder.Property(row => row.At).HasColumnName("notified_at");
        builder.Property(row => row.By).HasColumnName("notified_by");
    }
}
