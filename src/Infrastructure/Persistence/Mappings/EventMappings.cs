using GroundTransport.Application.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GroundTransport.Infrastructure.Persistence.Mappings;

/// <summary>The events of the feed.</summary>
internal sealed class FeedEventMapping : IEntityTypeConfiguration<FeedEvent>
{
    public void Configure(EntityTypeBuilder<FeedEvent> builder)
    {
        builder.ToTable("events");
        builder.HasKey(row => row.Number);
        builder.Property(row => row.Id).HasMaxLength(40).IsRequired();
        builder.Property(row => row.Type).HasMaxLength(40);
        builder.Property(row => row.OnlyForWebhook).HasMaxLength(36);
        builder.Property(row => row.Data).HasMaxLength(-1);
        // Not unique: SQL Server would allow one null only. The lease of the sequencer makes positions unique.
        builder.HasIndex(row => row.Position);
        builder.HasIndex(row => row.ReservationId);
    }
}

/// <summary>The state of the feed, one row.</summary>
internal sealed class EventFeedMapping : IEntityTypeConfiguration<EventFeedRow>
{
    public void Configure(EntityTypeBuilder<EventFeedRow> builder)
    {
        builder.ToTable("event_feed");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Identity).HasMaxLength(36);
        builder.HasData(new EventFeedRow(EventFeedRow.SingleId, "", 0, 0));
    }
}
